package dev.licet.domain.dualrun;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How comparisons ended since the start, for those who watch this node.
public final class DualRunWatch {
    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

    /// Nothing was seen yet.
    public DualRunWatch() {
        for (Outcome outcome : Outcome.values()) counts.put(outcome, new LongAdder());
    }

    /// One more.
    public void saw(Outcome outcome) {
        counter(outcome).increment();
    }

    /// How many there were.
    public long count(Outcome outcome) {
        return counter(outcome).sum();
    }

    private LongAdder counter(Outcome outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }
}
