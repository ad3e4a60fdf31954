package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.StoreUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a database whose files somebody deletes or replaces, on real files.
class OpenedFilesTest {
    @TempDir
    private Path directory;

    private SqliteFile opened;

    @BeforeEach
    void open() throws Exception {
        opened = new SqliteFile(directory.resolve("licet.db"));
        write(opened, "CREATE TABLE t (x)");
        assertEquals(Optional.empty(), opened.loss());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private static void write(SqliteFile file, String sql) throws Exception {
        Session session = file.writer();
        session.begin();
        session.change(sql);
        session.commit();
        session.release();
    }

    @Test
    void whoever_writes_reads_copies_and_leaves_is_no_loss() throws Exception {
        write(opened, "INSERT INTO t VALUES (1)");
        var other = new SqliteFile(directory.resolve("licet.db"));
        write(other, "INSERT INTO t VALUES (2)");
        other.copyTo(Files.createFile(directory.resolve("copy.db")));
        other.close();
        assertEquals(Optional.empty(), opened.loss());
    }

    @ParameterizedTest
    @ValueSource(strings = {"licet.db", "licet.db-wal", "licet.db-shm"})
    void each_file_is_missed(String name) throws Exception {
        Files.delete(directory.resolve(name));
        assertTrue(opened.loss().orElseThrow().endsWith(name + " was deleted or moved away"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"licet.db", "licet.db-wal", "licet.db-shm"})
    void another_file_of_the_same_name_and_content_is_another(String name) throws Exception {
        Path copy = Files.copy(directory.resolve(name), directory.resolve("copy"));
        Files.move(copy, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        assertTrue(opened.loss().orElseThrow().endsWith(name + " was replaced by another one"));
    }

    /// Nobody has looked at the files yet: between two looks somebody begins a new database in their place.
    @Test
    void what_is_not_found_in_files_that_were_replaced_is_not_said_to_be_missing() throws Exception {
        try (var store = new Store(opened, Limits.SERVICE, Instant::now, new SecureRandom())) {
            Unit<Optional<Long>> one = session -> session.first("SELECT x FROM t", Row::number);
            assertEquals(Optional.empty(), store.read("reading", one));
            Files.delete(directory.resolve("licet.db"));
            Files.delete(directory.resolve("licet.db-wal"));
            var fresh = new SqliteFile(directory.resolve("licet.db"));
            write(fresh, "CREATE TABLE other (x)");
            var lost = assertThrows(StoreUnavailable.class, () -> store.read("reading", one));
            assertTrue(lost.getMessage().contains("reading"), lost.getMessage());
            Unit<Long> counting = session -> session.number("SELECT COUNT(*) FROM t");
            assertThrows(StoreUnavailable.class, () -> store.read("counting", counting), "nothing is read any more");
            fresh.close();
        }
    }

    @Test
    void a_directory_that_is_gone_is_a_loss() throws Exception {
        Files.move(directory, directory.resolveSibling(directory.getFileName() + "-away"));
        try {
            assertTrue(opened.loss().isPresent());
        } finally {
            Files.move(directory.resolveSibling(directory.getFileName() + "-away"), directory);
        }
    }
}
