package dev.licet.drm.widevine.upstream;

import dev.licet.drm.UpstreamLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// The way to one upstream, shared by all who use it: how many may wait for it, how often it is asked, and when it is
/// left alone (reference: widevine.md 3.4, last line of the status table).
///
/// Two attempts of half the budget each keep the whole within the budget, and no clock has to be read for it.
final class Line {
    private static final int ATTEMPTS = 2;

    private final Breaker breaker;
    private final Semaphore waiting;
    private final Duration share;

    Line(UpstreamLimits limits, InstantSource clock) {
        this.breaker = new Breaker(limits.failures(), limits.pause(), clock);
        this.waiting = new Semaphore(limits.atOnce());
        this.share = limits.budget().dividedBy(ATTEMPTS);
    }

    /// @param once one attempt, which must end within the time that it is given
    Verdict ask(Function<Duration, Attempt> once) {
        if (!waiting.tryAcquire()) return verdict(Attempt.later("is being asked by too many at once", Map.of()));
        try {
            if (breaker.admits()) return verdict(tried(once));
            return verdict(Attempt.later("did not answer several times in a row and is left alone", Map.of()));
        } finally {
            waiting.release();
        }
    }

    private Attempt tried(Function<Duration, Attempt> once) {
        Attempt last = new Attempt.Silent("was not asked", Map.of());
        try {
            last = once.apply(share);
            for (int i = 1; i < ATTEMPTS && isWorthAnother(last); i++) last = once.apply(share);
            return last;
        } finally {
            if (last instanceof Attempt.Silent) breaker.silent();
            else breaker.answered();
        }
    }

    private static boolean isWorthAnother(Attempt attempt) {
        return !(attempt instanceof Attempt.Settled) && !Thread.currentThread().isInterrupted();
    }

    private static Verdict verdict(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Settled(Verdict verdict) -> verdict;
            case Attempt.Unwell(String why, Map<String, String> facts) -> verdict(Attempt.later(why, facts));
            case Attempt.Silent(String why, Map<String, String> facts) -> verdict(Attempt.later(why, facts));
        };
    }
}
