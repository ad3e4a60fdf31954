package dev.licet.drm;

import dev.licet.crypto.Digest;
import dev.licet.domain.LruCache;
import dev.licet.domain.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/// Remembers for a second what was refused, so that a player that repeats its request at once (up to 27 times,
/// reference: ecosystem.md 3.7) is answered from memory and leaves one record instead of many.
final class RecentRefusals {
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private record Remembered(Refused why, Instant until) {}

    private final InstantSource clock;
    private final LruCache<String, Remembered> entries = new LruCache<>(MOST);

    RecentRefusals(InstantSource clock) {
        this.clock = clock;
    }

    /// Names a request without keeping anything of it.
    static String mark(RedemptionCall call, Optional<Warrant> warrant) {
        byte[] token = Digest.sha256(call.token().orElse("").getBytes(StandardCharsets.UTF_8));
        return call.environment().word()
                + call.drm().path()
                + HexFormat.of().formatHex(token)
                + HexFormat.of().formatHex(call.sent().digest())
                + warrant.map(Warrant::mark).orElse("");
    }

    Optional<Refused> of(String mark) {
        return entries.find(mark)
                .filter(entry -> clock.instant().isBefore(entry.until()))
                .map(Remembered::why);
    }

    void remember(String mark, Refused why) {
        entries.keep(mark, new Remembered(why, clock.instant().plus(MEMORY)));
    }
}
