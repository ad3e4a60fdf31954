package dev.licet.storage.load;

import java.time.Duration;

/// What the writers of the ledger have done since the start, and what waits for them.
///
/// @param commits transactions committed, which is how often the disk was waited for
/// @param units   units of work in them
/// @param waited  how long those units waited, together, from their arrival to their commit
/// @param waiting units that no writer has taken yet
public record WriteLoad(long commits, long units, Duration waited, int waiting) {
    /// The load of no writer, to add to.
    public static final WriteLoad NONE = new WriteLoad(0, 0, Duration.ZERO, 0);

    /// The load of both together.
    public WriteLoad plus(WriteLoad other) {
        return new WriteLoad(
                commits + other.commits, units + other.units, waited.plus(other.waited), waiting + other.waiting);
    }
}
