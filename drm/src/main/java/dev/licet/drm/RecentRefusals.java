package dev.licet.drm;

import dev.licet.crypto.Digest;
import dev.licet.domain.LruCache;
import dev.licet.domain.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Remembers for a second what was refused, so that a player that repeats its request at once (up to 27 times,
/// reference: ecosystem.md 3.7) is answered from memory and leaves one record instead of many.
final class RecentRefusals {
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int MOST = 10_000;
    private static final byte[] END = {(byte) 0xff};

    private record Remembered(Refused why, Instant until) {}

    private final InstantSource clock;
    private final LruCache<ByteBuffer, Remembered> entries = new LruCache<>(MOST);

    RecentRefusals(InstantSource clock) {
        this.clock = clock;
    }

    /// Names a request without keeping anything of it. No text in UTF-8 has the byte that ends the token.
    static ByteBuffer mark(Arrival call) {
        byte[] where = {(byte) call.environment().ordinal(), (byte) call.drm().ordinal()};
        byte[] token = utf8(call.call().token().orElse(""));
        byte[] warrant = utf8(call.warrant().map(Warrant::mark).orElse(""));
        return ByteBuffer.wrap(Digest.sha256OfAll(where, call.digest(), token, END, warrant));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Optional<Refused> of(ByteBuffer mark) {
        return entries.find(mark)
                .filter(entry -> clock.instant().isBefore(entry.until()))
                .map(Remembered::why);
    }

    void remember(ByteBuffer mark, Refused why) {
        entries.keep(mark, new Remembered(why, clock.instant().plus(MEMORY)));
    }
}
