package dev.licet.drm.upstream;

import dev.licet.domain.OutcomeCounts;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.UpstreamOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Access to one upstream, shared by all requests: how many may wait for it, how many attempts are made, and
/// when the breaker is open (reference: widevine.md 3.4, last line of the status table).
///
/// There are two attempts with half of the time budget each, so the whole stays within the budget without
/// reading a clock.
public final class Line {
    private static final int ATTEMPTS = 2;
    private static final String LEFT_ALONE = "did not answer several times in a row and is left alone";

    private final Breaker breaker;
    private final Semaphore waiting;
    private final Duration share;
    private final OutcomeCounts<UpstreamOutcome> watch;

    /// @param limits how long, how often and how many at once
    public Line(UpstreamLimits limits, InstantSource clock) {
        this.breaker = new Breaker(limits.failures(), limits.pause(), clock);
        this.waiting = new Semaphore(limits.atOnce());
        this.share = limits.budget().dividedBy(ATTEMPTS);
        this.watch = limits.watch();
    }

    /// @param once one attempt, which must end within the time that it is given
    public <V> Asked<V> ask(Function<Duration, Attempt<V>> once) {
        if (!waiting.tryAcquire()) return notAsked(UpstreamOutcome.CROWDED, "is being asked by too many at once");
        try {
            return breaker.admits() ? tried(once) : notAsked(UpstreamOutcome.LEFT_ALONE, LEFT_ALONE);
        } finally {
            waiting.release();
        }
    }

    private <V> Asked<V> notAsked(UpstreamOutcome outcome, String why) {
        watch.saw(outcome);
        return new Asked.Failed<>(why, Map.of(), Asked.Heard.NOTHING);
    }

    private <V> Asked<V> tried(Function<Duration, Attempt<V>> once) {
        Attempt<V> last = new Attempt.Silent<>("was not asked", Map.of(), false);
        boolean unknown = false;
        try {
            last = once.apply(share);
            for (int i = 1; i < ATTEMPTS && isWorthAnother(last); i++) {
                unknown |= isUnknown(last);
                last = once.apply(share);
            }
            return asked(last, unknown || isUnknown(last));
        } finally {
            heard(last);
        }
    }

    private void heard(Attempt<?> last) {
        boolean silent = last instanceof Attempt.Silent;
        watch.saw(silent ? UpstreamOutcome.SILENT : UpstreamOutcome.ANSWERED);
        if (silent) breaker.silent();
        else breaker.answered();
    }

    private static boolean isWorthAnother(Attempt<?> attempt) {
        return !(attempt instanceof Attempt.Settled) && !Thread.currentThread().isInterrupted();
    }

    private static boolean isUnknown(Attempt<?> attempt) {
        return attempt instanceof Attempt.Silent<?> silent && silent.sent();
    }

    private static <V> Asked<V> asked(Attempt<V> attempt, boolean unknown) {
        return switch (attempt) {
            case Attempt.Settled<V>(V verdict) -> new Asked.Settled<>(verdict);
            case Attempt.Unwell<V>(String why, Map<String, String> facts) ->
                new Asked.Failed<>(why, facts, unknown ? Asked.Heard.UNKNOWN : Asked.Heard.REFUSED);
            case Attempt.Silent<V>(String why, Map<String, String> facts, boolean _) ->
                new Asked.Failed<>(why, facts, unknown ? Asked.Heard.UNKNOWN : Asked.Heard.NOTHING);
        };
    }
}
