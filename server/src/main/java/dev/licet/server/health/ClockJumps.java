package dev.licet.server.health;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Notices when the clock of the machine is set: tokens, windows and records go by it. A clock that is steered
/// slowly is none of its business.
///
/// To be asked about once a second, by one thread; the last jump may be read by others.
public final class ClockJumps {
    private static final System.Logger LOGGER = System.getLogger(ClockJumps.class.getName());
    private static final Duration SMALLEST = Duration.ofMinutes(1);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private Instant time;
    private long nanos;
    private volatile Optional<Jump> last = Optional.empty();

    /// @param to what the clock showed after it
    /// @param by how far it went, negative for back
    private record Jump(Instant to, Duration by, long nanos) {
        String words() {
            String direction = by.isNegative() ? "back" : "forward";
            return "the clock of this machine jumped " + direction + " by "
                    + by.abs().toSeconds() + " s to " + to;
        }
    }

    /// @param time  what the clock shows now
    /// @param nanos a clock like [System#nanoTime], which nobody sets, at the same moment
    public ClockJumps(Instant time, long nanos) {
        this.time = time;
        this.nanos = nanos;
    }

    /// Compares how far the two clocks went since the last call.
    public void look(Instant nowTime, long nowNanos) {
        Duration by = Duration.between(time, nowTime).minusNanos(nowNanos - nanos);
        time = nowTime;
        nanos = nowNanos;
        if (by.abs().compareTo(SMALLEST) <= 0) return;
        var jump = new Jump(nowTime, by, nowNanos);
        last = Optional.of(jump);
        LOGGER.log(Level.WARNING, jump.words());
    }

    /// A note about the last jump, for a day; a node goes on all the same.
    public Finding finding(long nowNanos) {
        return new Finding.Well(last.filter(jump -> nowNanos - jump.nanos() < REMEMBERED.toNanos())
                .map(Jump::words));
    }
}
