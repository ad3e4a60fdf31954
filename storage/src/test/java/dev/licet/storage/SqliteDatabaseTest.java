package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.record.Event;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Opening and closing the embedded database.
@Timeout(120)
final class SqliteDatabaseTest {
    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();

    private Database open(int seed) {
        var data = directory.resolve("data");
        var random = new SeededRandom(seed);
        var key = MasterKey.inFile(data.resolve("master.key"), random);
        return Database.open(new DatabaseSettings(new Place.Embedded(data), key, clock, random, Duration.ofMinutes(1)));
    }

    @Test
    void first_openings_at_the_same_time_make_one_installation() {
        var databases = DatabaseContract.inParallel(8, i -> () -> open(i));
        var first = databases.getFirst().sealingKeys().newest();
        for (var database : databases) {
            assertEquals(1, database.sealingKeys().newest().id());
            assertTrue(database.sealingKeys().newest().key().sameAs(first.key()));
            assertEquals(1, database.administration().sealingKeys().list().size());
        }
        databases.forEach(Database::close);
    }

    @Test
    void the_files_are_their_owners_alone() throws IOException {
        try (var database = open(1)) {
            database.administration().accounts().create(NewAccount.named("A")).orThrow();
            try (var files = Files.list(directory.resolve("data"))) {
                for (Path file : files.toList()) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            file.toString());
                }
            }
        }
    }

    @Test
    void everything_is_there_after_closing_and_opening_again() {
        CreatedAccount made;
        try (var database = open(1)) {
            made = database.administration()
                    .accounts()
                    .create(NewAccount.named("A"))
                    .orThrow();
            var event = Given.event(Event.Kind.ISSUED, made.id(), Environment.TEST, HandClock.START);
            database.ledger().write(event);
        }
        try (var database = open(2)) {
            assertEquals(
                    made.id(),
                    database.accounts().authenticate(made.test()).orElseThrow().id());
            assertEquals(
                    1, database.records().latest(made.id(), Environment.TEST, 9).size());
        }
    }

    @Test
    void a_clean_stop_folds_the_log_into_the_database_file() throws IOException {
        var database = open(1);
        database.administration().accounts().create(NewAccount.named("A")).orThrow();
        assertTrue(Files.exists(directory.resolve("data/licet.db-wal")));
        database.close();
        assertTrue(Files.notExists(directory.resolve("data/licet.db-wal")));
    }

    @Test
    void a_closed_database_refuses_reads_and_writes_and_may_be_closed_again() {
        var database = open(1);
        var account = database.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow()
                .id();
        database.close();
        database.close();
        var event = Given.event(Event.Kind.ISSUED, account, Environment.TEST, HandClock.START);
        assertThrows(StoreUnavailable.class, () -> database.ledger().write(event));
        assertThrows(StoreUnavailable.class, () -> database.records().latest(account, Environment.TEST, 1));
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused() {
        var settings = DatabaseSettings.forCommand(
                Path.of("/proc/nowhere"), DatabaseContract.MASTER, clock, new SeededRandom(1));
        assertThrows(DatabaseRefused.class, () -> Database.open(settings));
    }
}
