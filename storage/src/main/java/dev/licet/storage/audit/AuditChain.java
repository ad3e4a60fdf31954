package dev.licet.storage.audit;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Deed;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What makes each line of the audit trail depend on all lines before it: HMAC-SHA-256, under a key that
/// follows from the root key, over the hash of the line before and everything that stands in the line.
///
/// Somebody who can write to the tables but lacks the master key can change, insert, reorder or remove no line without
/// breaking the chain there, except that they may cut off its end together with the head; against that helps a
/// hash that was noted elsewhere. Somebody who has the master key can write a new chain.
public final class AuditChain {
    /// Bytes of a hash.
    static final int BYTES = 32;
    /// Stands before the first line.
    static final byte[] BEGINNING = new byte[BYTES];

    private static final byte VERSION = 1;

    private final SecretBytes key;

    /// @param key 32 bytes
    public AuditChain(SecretBytes key) {
        this.key = key;
    }

    /// The hash of a line.
    /// @param before the hash of the line before it
    /// @param at     in whole microseconds
    byte[] hash(byte[] before, long number, Instant at, Deed deed) {
        return Hmac.sha256(key, before, written(number, at, deed));
    }

    /// Each part is preceded by its length, so that no text can move from one part into the next under the same
    /// hash.
    private static byte[] written(long number, Instant at, Deed deed) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(number);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            text(out, deed.actor().kind().word());
            text(out, deed.actor().name());
            text(out, deed.actor().address());
            text(out, deed.actor().request());
            text(out, deed.target().account().map(AccountId::toString).orElse(""));
            text(out, deed.target().environment().map(Environment::word).orElse(""));
            text(out, deed.verb().word());
            text(out, deed.target().what());
            text(out, deed.ending().kind().word());
            text(out, deed.ending().reason());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
