package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @TempDir
    Path directory;

    private SqliteFile file() {
        return new SqliteFile(directory.resolve("test.db"));
    }

    private Migrations migrations() {
        return new Migrations(file(), CLOCK);
    }

    private List<String> applied() throws SQLException {
        try (var session = file().reader()) {
            return session.all("SELECT number, name FROM migration ORDER BY number", row -> row.number() + row.text());
        }
    }

    /// All that there are, as [#applied] tells them.
    private static List<String> files() throws IOException {
        Path folder = Path.of("src/main/resources/dev/licet/storage/sql/migration");
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .map(name -> Integer.parseInt(name.substring(0, 3)) + name)
                    .toList();
        }
    }

    @Test
    void an_empty_file_gets_every_migration_once() throws SQLException, IOException {
        assertEquals(Migrations.LATEST, migrations().apply());
        var first = applied();
        assertEquals(Migrations.LATEST, migrations().apply());
        assertEquals(first, applied());
        assertEquals(files(), first);
    }

    @Test
    void files_are_applied_in_the_order_of_their_numbers() throws SQLException {
        migrations().apply();
        var names = applied().stream()
                .map(line -> line.replaceFirst("^\\d+(?=\\d{3}-)", ""))
                .toList();
        for (String name : names) assertTrue(name.matches("\\d{3}-[a-z-]+\\.sql"), name);
        assertEquals(
                names.stream()
                        .map(name -> name.substring(0, 3))
                        .distinct()
                        .sorted()
                        .toList(),
                names.stream().map(name -> name.substring(0, 3)).toList());
    }

    @Test
    void processes_that_begin_at_the_same_time_make_one_schema() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> apply = () -> migrations().apply();
            var calls =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> apply).toList());
            for (var call : calls) assertEquals(Migrations.LATEST, call.get());
        }
        assertEquals(files(), applied());
    }

    @Test
    void who_could_sign_in_before_there_were_roles_is_an_owner() throws SQLException {
        new Migrations(file(), CLOCK, 24).apply();
        try (var session = file().writer()) {
            session.change("INSERT INTO dashboard_user (id, name, folded, enabled, salt, iterations, hash, created)"
                    + " VALUES (1, 'root', 'root', 1, x'00', 1, x'00', 0)");
        }
        migrations().apply();
        try (var session = file().reader()) {
            assertEquals(List.of("owner"), session.all("SELECT role FROM dashboard_user", row -> row.text()));
        }
    }

    @Test
    void a_newer_schema_is_left_alone() throws SQLException {
        migrations().apply();
        try (var session = file().writer()) {
            session.change("INSERT INTO migration (number, name, applied) VALUES (99, 'future', 0)");
        }
        assertEquals(99, migrations().apply());
    }

    @Test
    void an_interrupted_migration_is_made_again_from_its_beginning() throws SQLException {
        migrations().apply();
        try (var session = file().writer()) {
            session.execute("DROP TABLE signer");
            session.change("DELETE FROM migration WHERE name = '019-signers.sql'");
        }
        assertEquals(Migrations.LATEST, migrations().apply());
        assertTrue(applied().contains("19019-signers.sql"));
    }

    @Test
    void a_migration_that_came_later_with_a_smaller_number_is_made_up_for() throws SQLException {
        new Migrations(file(), CLOCK, 17).apply();
        try (var session = file().writer()) {
            session.change("DELETE FROM migration WHERE number = 16");
            session.execute("DROP INDEX dashboard_user_folded");
            session.execute("ALTER TABLE dashboard_user DROP COLUMN folded");
        }
        assertEquals(17, new Migrations(file(), CLOCK, 17).apply());
        assertEquals(17, applied().size());
        assertEquals(Migrations.LATEST, migrations().apply());
    }
}
