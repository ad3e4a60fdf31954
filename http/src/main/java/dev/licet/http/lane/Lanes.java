package dev.licet.http.lane;

import java.time.Duration;

/// The lanes of a service. What issues and redeems uses none of them: they stand back for it.
///
/// @param reading for what is looked up and printed: records, lists of keys, explanations, pages of the dashboard
/// @param hashing for what is slow on purpose: passwords, and the files that are locked with one
/// @param packaging for the keys of packagers, which are many at once and can wait
/// @param reporting for what looks through all records of months, which may take seconds
public record Lanes(Lane reading, Lane hashing, Lane packaging, Lane reporting) implements AutoCloseable {
    /// How many may wait where each takes some milliseconds: in reading, more would wait for longer than they may.
    public static final int MOST_WAITING = 448;

    private static final Duration READS_LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int HASHES_WAITING = 8;
    private static final Duration HASHES_LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Duration PACKAGERS_LONGEST_WAIT = Duration.ofSeconds(20);
    /// Eight keys cost 3 ms of the processors and 100 KB of the disk, on threads and in a log that licenses need too:
    /// so a crowd of packagers may keep that busy for a quarter of the time.
    private static final int PACKAGERS_REST = 3;

    private static final int REPORTS_WAITING = 4;

    /// Opens all. On two processors or more, reading and hashing have no more threads together than there are: else
    /// they change places with each other all the time, and what issues and redeems waits for that (measured by
    /// `test/lanes`; packagers by `test/encoders`).
    ///
    /// @param processors how many this machine has
    public static Lanes open(int processors) {
        var reads = new Lane.Size(Math.max(1, processors / 2), MOST_WAITING, READS_LONGEST_WAIT);
        var hashes = new Lane.Size(1, HASHES_WAITING, HASHES_LONGEST_WAIT);
        var packagers =
                new Lane.Size(Math.max(1, processors / 2), MOST_WAITING, PACKAGERS_LONGEST_WAIT, PACKAGERS_REST);
        var reports = new Lane.Size(1, REPORTS_WAITING, READS_LONGEST_WAIT);
        return new Lanes(
                new Lane("reads", reads, Priority.READING),
                new Lane("hashes", hashes, Priority.LAST),
                new Lane("packagers", packagers, Priority.READING),
                new Lane("reports", reports, Priority.LAST));
    }

    @Override
    public void close() {
        reading.close();
        hashing.close();
        packaging.close();
        reporting.close();
    }
}
