package dev.licet.drm.widevine.upstream;

import dev.licet.domain.LruCache;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// The service certificates of upstreams. They are the same for every device and change once in years, so one is asked
/// for again after an hour, and the old one stays good while the upstream does not answer.
final class Certificates {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST = 1024;

    private record Kept(byte[] message, Instant since) {
        /// Also when the clock was put back.
        boolean isFresh(Instant now) {
            return Duration.between(since, now).abs().compareTo(FRESH) < 0;
        }

        Verdict given() {
            return new Verdict.Given(message.clone(), Map.of());
        }
    }

    private final InstantSource clock;
    private final LruCache<String, Kept> kept = new LruCache<>(MOST);

    Certificates(InstantSource clock) {
        this.clock = clock;
    }

    Verdict of(Upstream upstream, Token token) {
        String name = upstream.certificateName(token);
        var known = kept.find(name);
        if (known.isPresent() && known.get().isFresh(clock.instant()))
            return known.get().given();
        return switch (upstream.certificate(token)) {
            case Verdict.Given given -> {
                kept.keep(name, new Kept(given.message(), clock.instant()));
                yield given;
            }
            case Verdict.Denied denied -> known.map(Kept::given).orElse(denied);
        };
    }
}
