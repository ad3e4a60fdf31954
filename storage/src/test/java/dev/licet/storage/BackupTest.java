package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class BackupTest extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;

    /// What is told of a restore.
    private static final class Seen implements Backup.Watch {
        private long bytes;
        private final List<Integer> checks = new ArrayList<>();

        @Override
        public void copied(long soFar) {
            assertTrue(soFar > bytes, "it goes on");
            assertEquals(List.of(), checks, "nothing is looked through before it is there");
            bytes = soFar;
        }

        @Override
        public void checked(int soFar) {
            checks.add(soFar);
        }
    }

    private Path file() {
        return directory.resolve("backup.db");
    }

    private Path elsewhere() {
        return directory.resolve("elsewhere");
    }

    private DatabaseSettings settings(MasterKey master) {
        return new DatabaseSettings(
                new Place.Embedded(elsewhere()), master, clock, new SeededRandom(9), Duration.ofMinutes(1));
    }

    private void redeem(AccountId account, int token) {
        Given.redemption(Given.token(account, PRODUCTION, token, 1), 1, HandClock.START)
                .by(database.ledger());
    }

    @Test
    void a_backup_made_under_load_restores_to_books_that_add_up() throws Exception {
        var account = accountWithUnits(100_000);
        var done = new AtomicBoolean();
        var writing = Thread.ofPlatform().start(() -> {
            for (int i = 0; !done.get(); i++) redeem(account, i);
        });
        while (database.records().latest(account, PRODUCTION, 50).size() < 50) Thread.sleep(5);
        database.backup(file());
        done.set(true);
        writing.join();

        var seen = new Seen();
        var found = Backup.restore(file(), elsewhere(), settings(MASTER), seen);

        assertTrue(found.isClean());
        assertTrue(found.records() >= 50);
        assertEquals(Files.size(file()), seen.bytes);
        assertEquals(IntStream.rangeClosed(1, seen.checks.size()).boxed().toList(), seen.checks);
        assertTrue(seen.checks.size() > Verification.Rule.values().length / 2, "" + seen.checks);
        try (var restored = Database.open(settings(MASTER))) {
            var before = database.records().window(account, PRODUCTION, 0, 100_000);
            var after = restored.records().window(account, PRODUCTION, 0, 100_000);
            assertEquals(before.subList(0, after.size()), after);
        }
        try (var files = Files.list(elsewhere())) {
            assertFalse(files.anyMatch(left -> left.getFileName().toString().startsWith("restore-")));
        }
    }

    @Test
    void a_backup_is_its_owners_alone_and_never_over_a_file() throws IOException {
        database.backup(file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertThrows(DatabaseRefused.class, () -> database.backup(file()));
    }

    @Test
    void a_restore_never_goes_over_a_database() {
        database.backup(file());
        assertThrows(DatabaseRefused.class, () -> Backup.restore(file(), directory, settings(MASTER), new Seen()));
    }

    @Test
    void another_master_key_and_a_file_that_is_no_backup_are_refused_and_leave_nothing() throws IOException {
        database.backup(file());
        assertThrows(
                DatabaseRefused.class, () -> Backup.restore(file(), elsewhere(), settings(OTHER_MASTER), new Seen()));
        Path text = Files.writeString(directory.resolve("text"), "no database ".repeat(500));
        assertThrows(DatabaseRefused.class, () -> Backup.restore(text, elsewhere(), settings(MASTER), new Seen()));
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThrows(DatabaseRefused.class, () -> Backup.restore(empty, elsewhere(), settings(MASTER), new Seen()));
        try (var files = Files.list(elsewhere())) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_backup_whose_books_do_not_add_up_is_told_and_not_put_into_place() throws Exception {
        accountWithUnits(5);
        SqliteFiles.tamper(directory, "UPDATE account_half SET units = 7 WHERE environment = 'P'");
        database.backup(file());
        assertFalse(Backup.restore(file(), elsewhere(), settings(MASTER), new Seen())
                .isClean());
        assertFalse(Files.exists(elsewhere().resolve("licet.db")));
    }

    /// The kernel's own files say that they are longer than they are, as one does that shrinks while it is read.
    @Test
    void a_file_that_ends_before_its_size_is_read_to_its_end() {
        Path page = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        Assumptions.assumeTrue(Files.isReadable(page), "this system has no such file");
        assertThrows(DatabaseRefused.class, () -> Backup.restore(page, elsewhere(), settings(MASTER), new Seen()));
    }

    @Test
    void a_server_is_backed_up_by_its_own_means() {
        var place = PostgresCluster.shared().freshDatabase();
        try (var server =
                Database.open(new DatabaseSettings(place, MASTER, clock, new SeededRandom(4), Duration.ofMinutes(1)))) {
            var refused = assertThrows(DatabaseRefused.class, () -> server.backup(file()));
            assertTrue(refused.getMessage().contains("pg_dump"));
            assertFalse(Files.exists(file()));
        }
    }
}
