package dev.licet.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Caps the number of requests in work. While more requests arrive than the processor can serve, the cap is
/// lowered, so that a request is refused at once instead of waiting long in a queue.
///
/// Each request reports how long it was ready before its thread ran. When even the shortest of these delays
/// within a step is too long, the node is overloaded, and the cap falls below the number of requests in work;
/// after a step without overload it rises a little. It rises slowly because all waiting clients would otherwise
/// come in at once and overload the node again. A request that waits for a disk, a database or another server
/// does not wait for the processor, so it counts as no delay.
///
/// No party can take all of them ([dev.licet.http.lane.Shares]): it may have three times as many as are free,
/// and while there are too few for all, as many as each would have if all had the same. So a party that asks
/// for more than its share is refused, and no other party is refused because of it.
final class Admission {
    /// A request that was ready for longer than this before its thread ran has waited too long for the processor.
    /// A viewer does not notice a shorter wait, and would notice a refusal; and who waits inside sends nothing that
    /// has to be read and refused meanwhile.
    static final Duration LONGEST_DELAY = Duration.ofMillis(100);
    /// Longer than a collection of garbage.
    static final Duration STEP = Duration.ofMillis(100);

    private static final int RISE_DIVISOR = 32;

    private static final int TIMES = 3;

    private final int most;
    private final int few;
    private final LongSupplier nanos;
    private int allowed;
    private final Map<String, Integer> taken = new HashMap<>();
    private int inWork;
    private long step;
    private long shortestWait = Long.MAX_VALUE;

    /// @param most  how many there are
    /// @param few   how many there are at any time
    /// @param nanos a clock like [System#nanoTime]
    Admission(int most, int few, LongSupplier nanos) {
        this.most = most;
        this.few = Math.min(few, most);
        this.nanos = nanos;
        allowed = most;
        step = nanos.getAsLong();
    }

    /// Whether the next request is refused, whichever party it is of.
    synchronized boolean isFull() {
        return inWork >= most;
    }

    /// Takes places, to be given back with [#giveBack], or says why there are none. The last request that is let in may
    /// take a few more than there are.
    synchronized Optional<Trouble> take(Wanted wanted) {
        String party = wanted.party();
        if (inWork >= few) judge(nanos.getAsLong());
        int limit = inWork < few ? most : allowed;
        int own = taken.getOrDefault(party, 0);
        int parties = taken.size() + (own == 0 ? 1 : 0);
        int fair = Math.min(limit, most - most / (TIMES + 1)) / parties;
        boolean share = own < TIMES * (limit - inWork) || own < fair;
        if (inWork < most && share) {
            taken.put(party, own + wanted.places());
            inWork += wanted.places();
            return Optional.empty();
        }
        boolean alone = own == 0 || parties == 1 && limit < most;
        return Optional.of(alone || party.isEmpty() ? Trouble.BUSY : Trouble.SHARE);
    }

    /// The thread of a request runs.
    ///
    /// @param waited for how many nanoseconds it was ready
    synchronized void started(long waited) {
        judge(nanos.getAsLong());
        shortestWait = Math.min(shortestWait, waited);
    }

    synchronized void giveBack(Wanted wanted) {
        int places = wanted.places();
        taken.computeIfPresent(wanted.party(), (who, own) -> own == places ? null : own - places);
        inWork -= places;
    }

    /// A step in which no request started counts as one without overload.
    private void judge(long now) {
        long steps = (now - step) / STEP.toNanos();
        if (steps <= 0) return;
        boolean late = shortestWait != Long.MAX_VALUE && shortestWait > LONGEST_DELAY.toNanos();
        if (late) allowed = Math.max(few, Math.min(allowed, inWork) * 3 / 4);
        else if (allowed < most) allowed = (int) Math.min(most, allowed + steps * Math.max(1, few / RISE_DIVISOR));
        step = now;
        shortestWait = Long.MAX_VALUE;
    }
}
