package dev.licet.storage.sql;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Tells whether a commit whose answer was lost was made (reference: security.md F10).
///
/// Each transaction writes a mark of its own, a random name and a count, before it commits. Looking it up means
/// to write the same mark in a new transaction, which the primary key decides: when it is there already, the
/// lost commit was made; when it could be written, the lost transaction has ended without one. While it is still
/// under way on the server, the look-up waits for it. The look-up itself is never committed: its own answer may
/// be lost too, and the next one must not find its mark. So the answer is never a guess, and nothing is done
/// twice.
final class CommitMarks {
    /// How long marks are kept; a look-up takes seconds.
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int NAME_BYTES = 16;
    private static final long PAUSE_MILLIS = 50;
    private static final String DROP =
            "DELETE FROM batch WHERE mark IN" + " (SELECT mark FROM batch WHERE at < ? ORDER BY at LIMIT 2000)";

    private final Connections connections;
    private final Limits limits;
    private final InstantSource clock;
    private final String name;
    private final AtomicLong count = new AtomicLong();

    CommitMarks(Connections connections, Limits limits, InstantSource clock, SecureRandom random) {
        this.connections = connections;
        this.limits = limits;
        this.clock = clock;
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        this.name = HexFormat.of().formatHex(bytes);
    }

    /// A new mark, where one is needed; [Dialect#hold] writes it into the transaction.
    Mark next() {
        return connections.dialect().canLoseCommits()
                ? new Mark(name + "-" + count.incrementAndGet(), clock.instant())
                : Mark.NONE;
    }

    /// Writes something that means nothing, to see whether the database can be written.
    static void writeSignOfLife(Session session, Instant now) throws SQLException {
        session.change(Mark.WRITE + " ON CONFLICT (mark) DO UPDATE SET at = excluded.at", "sign of life", now);
    }

    /// Deletes marks that are too old to be looked up.
    /// @return how many
    static int drop(Session session, Instant now) throws SQLException {
        return session.change(DROP, now.minus(KEPT));
    }

    /// Whether the commit was made; empty when the database did not answer for as long as a caller waits.
    Optional<Boolean> wasCommitted(Mark mark) {
        long pauses = limits.timeout().toMillis() / PAUSE_MILLIS;
        for (long tried = 0; tried <= pauses; tried++) {
            var answer = ask(mark);
            if (answer.isPresent()) return answer;
            if (!pause()) break;
        }
        return Optional.empty();
    }

    /// Closing the connection rolls back the mark that the look-up wrote.
    private Optional<Boolean> ask(Mark mark) {
        try (Session session = connections.writer()) {
            session.begin();
            int written = session.change(Mark.WRITE + " ON CONFLICT (mark) DO NOTHING", mark.text(), clock.instant());
            return Optional.of(written == 0);
        } catch (SQLException | RuntimeException notNow) {
            return Optional.empty();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
