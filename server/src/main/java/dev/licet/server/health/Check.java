package dev.licet.server.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing that must be well before requests are sent to this node.
///
/// @param name one word in lower case, the same for ever
/// @param look finds out; called from many threads
public record Check(String name, Supplier<Finding> look) {
    /// The same, which looks at most once within a time and repeats its result meanwhile, because anybody may
    /// ask for the health of a node, as often as they like.
    ///
    /// @param nanos a clock like [System#nanoTime]
    public Check atMostOnceIn(Duration time, LongSupplier nanos) {
        return new Check(name, new Seldom(look, time.toNanos(), nanos));
    }

    private static final class Seldom implements Supplier<Finding> {
        private final Supplier<Finding> look;
        private final long pause;
        private final LongSupplier nanos;
        private @Nullable Finding found;
        private long at;

        Seldom(Supplier<Finding> look, long pause, LongSupplier nanos) {
            this.look = look;
            this.pause = pause;
            this.nanos = nanos;
        }

        @Override
        public synchronized Finding get() {
            if (found == null || nanos.getAsLong() - at >= pause) {
                found = look.get();
                at = nanos.getAsLong();
            }
            return found;
        }
    }
}
