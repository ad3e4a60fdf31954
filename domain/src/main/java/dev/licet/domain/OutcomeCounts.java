package dev.licet.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How often something ended in each way since the start, for those who watch this node.
///
/// @param <E> the ways
public final class OutcomeCounts<E extends Enum<E>> {
    private final Map<E, LongAdder> counts;

    /// Nothing was seen yet.
    public OutcomeCounts(Class<E> outcomes) {
        counts = new EnumMap<>(outcomes);
        for (E outcome : outcomes.getEnumConstants()) counts.put(outcome, new LongAdder());
    }

    /// One more.
    public void saw(E outcome) {
        counter(outcome).increment();
    }

    /// How many there were.
    public long count(E outcome) {
        return counter(outcome).sum();
    }

    private LongAdder counter(E outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }
}
