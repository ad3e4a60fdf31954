package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.dashboard.CsvLine;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Verify, backup, restore and the event log.
class UpkeepTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create", "--units", "5").exit());
    }

    private void write(String cookie, Instant at) {
        Path data = directory.resolve("data");
        var random = new SecureRandom();
        var key = MasterKey.inFile(data.resolve("master.key"), random);
        try (var database = Database.open(DatabaseSettings.forCommand(data, key, InstantSource.system(), random))) {
            database.ledger()
                    .write(Event.of(
                                    Event.Kind.ISSUED,
                                    at,
                                    Event.Origin.of(Environment.TEST, new AccountId(201_722), Drm.WIDEVINE, "request"),
                                    Event.Subject.NONE.withCookie(cookie))
                            .with("browser", "x \"y\""));
        }
    }

    private String export(String format) {
        return terminal.run("records", "export", "--account", "201722", "--environment", "test", "--format", format)
                .out();
    }

    @Test
    void a_good_database_verifies() {
        var printed = terminal.run("verify");
        assertEquals(0, printed.exit());
        assertTrue(printed.out().contains("all is well"), printed.out());
    }

    @Test
    void the_books_go_on_from_a_checkpoint_and_not_from_that_of_another_installation() throws Exception {
        String file = directory.resolve("books.txt").toString();
        write("first", Instant.parse("2026-11-21T10:00:00Z"));
        assertEquals(0, terminal.run("checkpoint", "--to", file).exit());
        assertEquals(1, terminal.run("checkpoint", "--to", file).exit());
        write("second", Instant.parse("2026-11-21T10:00:01Z"));
        assertEquals(0, terminal.run("verify", "--checkpoint", file).exit());

        var elsewhere = new Terminal(directory.resolve("elsewhere"));
        assertEquals(0, elsewhere.run("account", "create", "--name", "first").exit());
        var another = elsewhere.run("verify", "--checkpoint", file);
        assertEquals(3, another.exit());
        assertTrue(another.err().contains("was not signed by this installation"), another.err());

        Files.writeString(directory.resolve("empty.txt"), "");
        String empty = directory.resolve("empty.txt").toString();
        assertTrue(terminal.run("verify", "--checkpoint", empty).err().contains("is no checkpoint"));
    }

    @Test
    void a_backup_is_restored_where_its_master_key_is() throws Exception {
        Path file = directory.resolve("backup.db");
        var backup = terminal.run("backup", "--to", file.toString());
        assertEquals(0, backup.exit());
        assertTrue(backup.out().contains("The master key is not in the backup"), backup.out());

        var elsewhere = new Terminal(directory.resolve("elsewhere"));
        var without = elsewhere.run("restore", "--from", file.toString());
        assertEquals(3, without.exit());
        assertTrue(without.err().contains("master key"), without.err());

        Files.createDirectories(directory.resolve("elsewhere"));
        Files.copy(directory.resolve("data/master.key"), directory.resolve("elsewhere/master.key"));
        var restored = elsewhere.run("restore", "--from", file.toString());
        assertEquals("", restored.err());
        assertEquals(0, restored.exit());
        assertTrue(elsewhere.run("account", "list").out().contains("201722"));
        assertEquals(4, elsewhere.run("restore", "--from", file.toString()).exit());
    }

    @Test
    void a_backup_never_goes_over_a_file() {
        String file = directory.resolve("data/master.key").toString();
        assertEquals(4, terminal.run("backup", "--to", file).exit());
    }

    @Test
    void records_are_exported_as_lines_of_json() {
        write("=1+1", Instant.parse("2026-11-21T10:00:00Z"));
        String json = export("jsonl");
        assertTrue(json.contains("\"cookie\":\"=1+1\""), json);
        assertTrue(json.contains("\"facts\":{\"browser\":\"x \\\"y\\\"\"}"), json);
        assertTrue(json.endsWith("}\n"), json);
        for (String word : List.of("\"event_id\":", "\"time\":\"2026-11-21T10:00:00.000Z\"", "\"error_code\":0")) {
            assertTrue(json.contains(word), json);
        }
    }

    @Test
    void a_spreadsheet_finds_no_formula_in_exported_records() {
        write("=1+1", Instant.parse("2026-11-21T10:00:00Z"));
        String[] lines = export("csv").split("\r\n");
        assertEquals(2, lines.length);
        assertTrue(lines[0].startsWith("event_id,time,kind,drm,environment,error_code,error,request_id"), lines[0]);
        assertTrue(lines[1].contains(",2026-11-21T10:00:00.000Z,"), lines[1]);
        assertTrue(lines[1].contains(",'=1+1,"), lines[1]);
        assertTrue(lines[1].contains("\"{\"\"browser\"\""), lines[1]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            =cmd    | '=cmd
            +1      | '+1
            -1+2    | '-1+2
            -4020   | -4020
            @x      | '@x
            plain   | plain
            a,b     | "a,b"
            """, quoteCharacter = '`')
    void a_cell_that_could_be_a_formula_gets_an_apostrophe(String text, String cell) {
        assertEquals(cell, CsvLine.cell(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\tx", "\rx"})
    void so_does_one_that_begins_with_a_tab_or_carriage_return(String text) {
        assertTrue(CsvLine.cell(text).replace("\"", "").startsWith("'"));
    }

    @Test
    void old_records_are_pruned_and_young_ones_stay() {
        write("old", Terminal.NOW.minusSeconds(91 * 86_400L));
        write("young", Terminal.NOW.minusSeconds(89 * 86_400L));
        var printed = terminal.run("records", "prune", "--keep", "90d", "--json");
        assertTrue(printed.out().contains("\"pruned\":1"), printed.out());
        assertFalse(export("jsonl").contains("old"));
        assertTrue(export("jsonl").contains("young"));
        assertEquals(0, terminal.run("verify").exit());
        assertEquals(
                2, terminal.run("records", "prune", "--older-than", "3 weeks").exit());
    }
}
