package dev.licet.keys;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.token.TrackType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The things that tests are about.
public final class Given {
    public static final KeyId KID = new KeyId("fd1a706ac2b36002888f6d4a414333c3");
    public static final SecretBytes VALUE = SecretBytes.parseHex("5438b719bf47a2f5678237477db2f9e6");

    private Given() {}

    public static ServedKey key(KeyId kid, SecretBytes value, TrackType type) {
        var key = new PackagedKey(
                kid,
                "content",
                type.name(),
                type,
                Optional.empty(),
                Period.ALWAYS,
                Optional.empty(),
                new PackagedKey.Source.Seed(1),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                "test");
        return new ServedKey(key, value, new byte[16]);
    }

    public static byte[] file(String name) {
        try (var in = Given.class.getResourceAsStream("cpix/" + name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
