package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is copied into the file while it is written, and begins anew.
final class CheckpointsTest {
    private static final Limits LIMITS = new Limits(2, 1, 1000, 512, Duration.ofMinutes(1));
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES_A_COMMIT = 400;

    @TempDir
    Path directory;

    private SqliteFile file;
    private Writer writer;
    private Session looking;
    private long rows;

    @BeforeEach
    void open() throws SQLException {
        file = new SqliteFile(directory.resolve("test.db"));
        try (var session = file.migrator()) {
            session.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, bytes BLOB)");
        }
        writer = new Writer(file, LIMITS, new CommitMarks(file, LIMITS, Instant::now, new SecureRandom()));
        looking = file.surveyor();
        looking.rollback();
    }

    @AfterEach
    void close() {
        looking.close();
        writer.close();
        file.close();
    }

    private void commit() {
        writer.write("filling", Optional.empty(), session -> {
            for (int i = 0; i < PAGES_A_COMMIT; i++) {
                session.change("INSERT INTO entry (bytes) VALUES (zeroblob(?))", PAGE_BYTES);
            }
            return 0;
        });
        rows += PAGES_A_COMMIT;
    }

    private int inLog() throws SQLException {
        return looking.first("PRAGMA wal_checkpoint(NOOP)", row -> {
                    row.flag();
                    return row.small();
                })
                .orElseThrow();
    }

    @Test
    void aLogThatIsWrittenOnAndOnBeginsAnew() throws Exception {
        int most = 0;
        do {
            most = Math.max(most, inLog());
            commit();
            Thread.sleep(50);
        } while (inLog() >= most);
        assertTrue(most >= Checkpoints.DUE_PAGES, "copied before it was due, at " + most);
        assertTrue(most < Checkpoints.BACKSTOP_PAGES, "only the backstop copied, at " + most);
    }

    @Test
    void aShortLogIsLeftAlone() throws Exception {
        commit();
        int before = inLog();
        Thread.sleep(500);
        commit();
        assertTrue(inLog() > before);
    }

    @Test
    void nothingIsLostAndACrashNeedsNoCheckpoint() throws Exception {
        for (int i = 0; i < 40; i++) commit();
        try (var other = new SqliteFile(directory.resolve("test.db"));
                var session = other.reader()) {
            assertEquals(rows, session.number("SELECT count(*) FROM entry"));
            assertEquals(0, session.complaints().size());
        }
    }

    @Test
    void aLongQuestionOnlyPutsItOff() throws Exception {
        commit();
        try (var survey = file.surveyor()) {
            assertEquals(rows, survey.number("SELECT count(*) FROM entry"));
            long seen = rows;
            while (inLog() < Checkpoints.DUE_PAGES + PAGES_A_COMMIT) commit();
            assertEquals(seen, survey.number("SELECT count(*) FROM entry"));
        }
        aLogThatIsWrittenOnAndOnBeginsAnew();
    }
}
