package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands leave in the audit trail, and the commands that show it.
class AuditCommandsTest {
    /// Commands that only look. Every other one must say what it is called in the trail.
    private static final Set<String> LOOK = Set.of(
            "AccountCommands$ListAll",
            "AccountCommands$Low",
            "AccountCommands$Show",
            "AdminTokenCommands$ListAll",
            "AdminUserCommands$ListAll",
            "AuditCommands$ListAll",
            "CheckpointCommand",
            "ContentKeyCommands$ListAll",
            "DualRunCommands$Show",
            "DualRunReportCommand",
            "FairPlayCommands$ListAll",
            "KeyCommands$ListAll",
            "PackagerCommands$ListContents",
            "PackagerCommands$ShowContent",
            "PackagerSeedCommands$ListAll",
            "PlayReadyCommands$Show",
            "SignerCommands$ListAll",
            "StopCommands$ListAll",
            "UsageCommand",
            "VerifyCommand",
            "WidevineBackEndCommands$Show");

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void installation() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create", "--name", "first").exit());
    }

    private String trail(String... filter) {
        var all = new String[filter.length + 2];
        all[0] = "audit";
        all[1] = "export";
        System.arraycopy(filter, 0, all, 2, filter.length);
        return terminal.run(all).out();
    }

    private String last(String verb) {
        return trail("--verb", verb).lines().reduce((_, later) -> later).orElse("nothing");
    }

    private void assertNoted(String verb, String outcome, String... parts) {
        String line = last(verb);
        assertTrue(line.contains("\"outcome\":\"" + outcome + "\""), line);
        assertTrue(line.contains("\"actor_kind\":\"command\",\"actor\":\"" + System.getProperty("user.name")), line);
        for (String part : parts) assertTrue(line.contains(part), part + ": " + line);
    }

    @Test
    void every_command_that_changes_something_says_what_it_is_called() throws IOException {
        var silent = new TreeSet<String>();
        try (Stream<Path> files = Files.list(Path.of("target/classes/dev/licet/server/command"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && isSilent(name.replace(".class", "")))
                    silent.add(name.replace(".class", ""));
            }
        }
        assertEquals(new TreeSet<>(LOOK), silent);
    }

    private static boolean isSilent(String name) {
        try {
            Class<?> type = Class.forName("dev.licet.server.command." + name);
            boolean command = DatabaseCommand.class.isAssignableFrom(type)
                    && !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
            return command
                    && Stream.of(type.getDeclaredMethods())
                            .noneMatch(method -> method.getName().equals("verb"));
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Test
    void what_was_done_is_noted_with_its_target() {
        assertNoted("account.create", "done", "\"account\":\"201722\"", "\"target\":\"first\"");
        terminal.run(
                "account", "balance", "201722", "--environment", "production", "--set", "5", "--reason", "invoice");
        assertNoted("balance.set", "done", "\"environment\":\"production\"", "\"target\":\"5, invoice\"");
        terminal.run("account", "balance", "201722", "--environment", "production", "--add", "2");
        assertNoted("balance.add", "done", "\"target\":\"+2, command\"");
        terminal.run("account", "options", "201722", "--environment", "test", "--drm", "wv");
        assertNoted(
                "account.options", "done", "\"target\":\"drm widevine (was clearkey fairplay playready widevine)\"");
        terminal.run(
                "account", "options", "201722", "--environment", "test", "--window", "30s", "--profile", "current");
        assertNoted(
                "account.options", "done", "\"target\":\"profile current (was published), window 30 s (was 60 s)\"");
        terminal.run("keys", "packaging", "set", "--account", "201722", "--environment", "test", "--origin", "kek");
        assertNoted("packager.options", "done", "\"target\":\"origin kek (was off)\"");
        terminal.run("playready", "la-url", "201722", "--environment", "test", "--url", "https://p.example/asmx");
        assertNoted("playready.la-url", "done", "\"target\":\"https://p.example/asmx\"");
        terminal.run("account", "rename", "201722", "--name", "second");
        assertNoted("account.rename", "done", "\"target\":\"second\"");
        assertTrue(terminal.run("account", "show", "201722").out().contains("second"));
        terminal.run("account", "disable", "201722");
        assertNoted("account.disable", "done", "\"account\":\"201722\"");
        terminal.run("account", "key", "create", "201722", "--environment", "test");
        assertNoted("authenticator.create", "done", "\"environment\":\"test\"");
        terminal.run("account", "key", "revoke", "201722", "--number", "1");
        assertNoted("authenticator.revoke", "done", "\"target\":\"number 1\"");
        terminal.run("keys", "rotate-sealing");
        assertNoted("sealing-key.rotate", "done", "\"target\":\"number 2\"");
        terminal.run("keys", "rotate-master");
        assertNoted("master-key.rotate", "done");
        terminal.run("widevine", "revoke", "--serial", "00ff", "--reason", "lost");
        assertNoted("widevine.revoke", "done", "\"target\":\"serial 00ff, lost\"");
        terminal.run("widevine", "level", "--system-id", "7", "--level", "3");
        assertNoted("widevine.level", "done", "system id 7, level 3");
        terminal.run("backup", "--to", directory.resolve("copy.db").toString());
        assertNoted("database.backup", "done", "copy.db");
        terminal.run("records", "prune", "--older-than", "9d");
        assertNoted("records.prune", "done", "older than 9d");
        terminal.run("account", "balance", "201722", "--environment", "production");
        terminal.run("account", "options", "201722", "--environment", "test");
        assertEquals(1, trail("--verb", "balance.set").lines().count(), "looking is not noted");
        assertEquals(2, trail("--verb", "account.options").lines().count(), "looking is not noted");
    }

    @Test
    void a_refused_attempt_is_noted_as_refused() {
        assertEquals(
                0, terminal.run("admin", "user", "create", "--name", "kate").exit());
        assertNoted("user.create", "done", "\"target\":\"kate, owner\"");
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    3, terminal.run("admin", "user", "create", "--name", "KATE").exit());
            assertNoted("user.create", "refused", "\"reason\":\"there is a user with that name already\"");
        }
        assertEquals(3, trail("--verb", "user.create").lines().count());
        assertEquals(
                1, trail("--verb", "user.create", "--outcome", "done").lines().count());
        terminal.run("account", "enable", "99");
        assertNoted("account.enable", "refused", "\"account\":\"99\"", "there is no such account");
        terminal.run("fairplay", "remove", "--id", "99");
        assertNoted("fairplay.remove", "refused", "\"target\":\"number 99\"");
        terminal.run("widevine", "unrevoke", "--serial", "00ff");
        assertNoted("widevine.unrevoke", "refused", "there is no such entry");
        terminal.run("account", "balance", "201722", "--environment", "production", "--set", "many");
        assertNoted("balance.set", "refused", "--set must be a number or unlimited");
    }

    @Test
    void an_import_that_broke_off_is_noted_as_failed_because_part_of_it_may_be_stored() throws IOException {
        Path kek = Files.writeString(directory.resolve("kek"), "000102030405060708090a0b0c0d0e0f");
        Path keys = Files.writeString(directory.resolve("keys.jsonl"), """
                {"kid":"00112233445566778899aabbccddeeff","k":"a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"}
                {"kid":"nonsense"}
                """);
        terminal.run(
                "keys",
                "import",
                keys.toString(),
                "--account",
                "201722",
                "--environment",
                "test",
                "--kek-file",
                kek.toString());
        assertNoted("key.import", "failed", "\"account\":\"201722\"", "keys.jsonl, line 2");
        assertFalse(trail().contains("a0a1a2a3"), "a key");
    }

    @Test
    void secrets_that_commands_print_are_not_in_the_trail() {
        String made = terminal.run("account", "create", "--json").out();
        String authenticator = made.replaceAll("(?s).*?\"authenticator\":\"\\d+,([0-9a-f]{32})\".*", "$1");
        String password = terminal.run("admin", "user", "create", "--name", "kate", "--json")
                .out()
                .replaceAll("(?s).*\"password\":\"([^\"]+)\".*", "$1");
        assertEquals(32, authenticator.length());
        assertEquals(20, password.length());
        String all = trail();
        assertFalse(all.contains(authenticator) || all.contains(password), all);
    }

    @Test
    void the_list_is_newest_first_and_can_be_narrowed() {
        terminal.run("account", "disable", "201722");
        Printed all = terminal.run("audit", "list", "--json");
        assertTrue(
                all.out().startsWith("[{\"number\":2,\"time\":\"2026-11-21T12:00:00Z\",\"actor\":\"command "),
                all.out());
        assertTrue(all.out().contains("\"verb\":\"account.disable\""), all.out());
        assertEquals(
                1, terminal.run("audit", "list", "--limit", "1").out().lines().count() - 1);
        assertEquals(
                0, terminal.run("audit", "list", "--account", "7").out().lines().count() - 1);
        assertEquals(
                0,
                terminal.run("audit", "list", "--to", "2026-11-21")
                                .out()
                                .lines()
                                .count()
                        - 1);
        assertEquals(
                2,
                terminal.run("audit", "list", "--from", "2026-11-21")
                                .out()
                                .lines()
                                .count()
                        - 1);
        for (List<String> wrong : List.of(
                List.of("--verb", "dance"),
                List.of("--outcome", "well"),
                List.of("--from", "today"),
                List.of("--limit", "0"))) {
            assertEquals(
                    2,
                    terminal.run("audit", "list", wrong.getFirst(), wrong.getLast())
                            .exit());
        }
    }

    @Test
    void an_export_is_itself_noted_and_a_spreadsheet_sees_no_formula_in_it() {
        terminal.run("account", "create", "--name", "=cmd|'/c calc'!A1");
        String csv = terminal.run("audit", "export", "--format", "csv").out();
        assertTrue(
                csv.startsWith("number,time,actor_kind,actor,address,request_id,account,environment,verb,target,"),
                csv);
        assertTrue(csv.contains(",'=cmd|'/c calc'!A1,"), csv);
        assertNoted("audit.export", "done", "\"target\":\"2 lines\"");
        assertTrue(trail("--actor", System.getProperty("user.name"), "--format", "jsonl")
                        .lines()
                        .count()
                >= 3);
        assertEquals("", trail("--actor", "nobody"));
    }

    @Test
    void verify_shows_where_the_trail_ends_and_knows_that_place_again() {
        String said = terminal.run("verify").out();
        String end = said.replaceAll("(?s).*up to (\\d+:[0-9a-f]{64})\\R?$", "$1");
        assertTrue(end.startsWith("1:"), said);
        terminal.run("account", "disable", "201722");
        assertEquals(0, terminal.run("verify", "--audit", end).exit());
        String other = end.replaceAll(".$", end.endsWith("0") ? "1" : "0");
        Printed missing = terminal.run("verify", "--audit", other);
        assertEquals(3, missing.exit());
        assertTrue(missing.out().contains("the line " + other + " is not in the audit trail"), missing.out());
        assertEquals(2, terminal.run("verify", "--audit", "x").exit());
    }
}
