package dev.licet.drm;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How requests to other license servers went since the start, for those who watch this node.
public final class UpstreamWatch {
    /// Nobody reads this one.
    public static final UpstreamWatch NOBODYS = new UpstreamWatch();

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

    /// What became of a request.
    public enum Outcome {
        /// It was answered, whatever the answer says.
        ANSWERED,
        /// Nothing came back in time.
        SILENT,
        /// It was not sent, because several before it were silent.
        LEFT_ALONE,
        /// It was not sent, because too many waited already.
        CROWDED;

        /// In metrics.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Nothing was seen yet.
    public UpstreamWatch() {
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
