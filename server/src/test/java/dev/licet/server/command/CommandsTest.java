package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(
                0,
                terminal.run("account", "create", "--name", "first", "--json").exit());
    }

    private void assertPrints(String expected, String... arguments) {
        Printed printed = terminal.run(arguments);
        assertEquals(expected, printed.out() + printed.err());
        assertEquals(0, printed.exit());
    }

    private void assertEnds(int exit, String complaint, String... arguments) {
        Printed printed = terminal.run(arguments);
        assertTrue(printed.err().startsWith("licet: " + complaint), printed.err());
        assertEquals("", printed.out());
        assertEquals(exit, printed.exit());
    }

    @Test
    void each_command_that_is_listed_is_found_under_its_name() {
        var listed = Pattern.compile("^  (?!device|token|help)([a-z]+) +[A-Z]", Pattern.MULTILINE)
                .matcher(terminal.run("--help").out())
                .results()
                .map(line -> line.group(1))
                .toList();
        assertTrue(listed.size() >= 13, listed.toString());
        for (String name : listed) {
            Printed help = terminal.run(name, "--help");
            assertTrue(help.out().startsWith("Usage: licet " + name + " "), help.out() + help.err());
            assertEquals(0, help.exit());
        }
    }

    @Test
    void a_new_account_is_shown_with_its_authenticators() {
        String one = "\\{\"account\":201723,\"environment\":\"test\",\"authenticator\":\"201723,[0-9a-f]{32}\"}";
        String json = terminal.run("account", "create", "--json").out();
        assertTrue(json.matches("\\[" + one + "," + one.replace("test", "production") + "]\\R"), json);
        String text = terminal.run("account", "create").out();
        assertTrue(text.endsWith("The authenticators are not shown again." + System.lineSeparator()), text);
    }

    @Test
    void a_number_can_be_chosen_once() {
        String json = terminal.run("account", "create", "--id", "7", "--json").out();
        assertTrue(json.startsWith("[{\"account\":7,"), json);
        assertEnds(3, "there is an account with that number already", "account", "create", "--id", "7");
    }

    @ParameterizedTest
    @CsvSource({"current", "published"})
    void a_new_account_has_the_chosen_profile_in_both_environments(String profile) {
        terminal.run("account", "create", "--id", "7", "--profile", profile);
        for (String environment : new String[] {"test", "production"}) {
            String json = terminal.run("account", "options", "7", "--environment", environment, "--json")
                    .out();
            assertTrue(json.contains("\"profile\":\"" + profile + "\""), json);
        }
    }

    @Test
    void accounts_are_listed_shown_and_switched() {
        terminal.run("account", "create", "--id", "7", "--units", "5");
        assertPrints("""
                [{"account":7,"environment":"test","name":"","enabled":true,"balance":"unlimited","closed":null},\
                {"account":7,"environment":"production","name":"","enabled":true,"balance":5,"closed":null},\
                {"account":201722,"environment":"test","name":"first","enabled":true,"balance":"unlimited","closed":null},\
                {"account":201722,"environment":"production","name":"first","enabled":true,"balance":"unlimited","closed":null}]
                """, "account", "list", "--json");
        assertPrints("""
                account  environment  name   enabled  balance    closed
                201722   test         first  no       unlimited  -
                201722   production   first  no       unlimited  -
                """, "account", "disable", "201722");
        assertTrue(
                terminal.run("account", "enable", "--account", "201722").out().contains("yes"));
        assertTrue(terminal.run("account", "show", "201722").out().contains("yes"));
    }

    @Test
    void an_account_is_closed_for_good() {
        terminal.run("account", "balance", "201722", "--environment", "production", "--set", "1");
        assertEnds(3, "the account has units left in production", "account", "close", "201722");
        terminal.run("account", "balance", "201722", "--environment", "production", "--set", "0");
        assertPrints("""
                account  environment  name   enabled  balance    closed
                201722   test         first  no       unlimited  2026-11-21T12:00:00Z
                201722   production   first  no       0          2026-11-21T12:00:00Z
                """, "account", "close", "201722");
        assertEnds(3, "the account is closed", "account", "enable", "201722");
    }

    @Test
    void a_low_balance_is_listed() {
        String[] balance = {"account", "balance", "201722", "--environment", "production", "--json"};
        terminal.run(with(balance, "--set", "10"));
        assertPrints(
                "[{\"account\":201722,\"environment\":\"production\",\"balance\":10,\"low_mark\":5}]\n",
                with(balance, "--low", "5"));
        assertPrints("[]\n", "account", "low", "--json");
        terminal.run(with(balance, "--set", "4"));
        assertPrints("""
                account  environment  balance  low_mark  fell
                201722   production   4        5         2026-11-21T12:00:00Z
                """, "account", "low");
        assertEnds(2, "--low must be a number", with(balance, "--low", "0"));
        terminal.run(with(balance, "--low", "none"));
        assertPrints("[]\n", "account", "low", "--json");
    }

    @Test
    void a_balance_is_set_topped_up_and_shown() {
        String[] balance = {"account", "balance", "201722", "--environment", "production", "--json"};
        assertPrints(
                "[{\"account\":201722,\"environment\":\"production\",\"balance\":\"unlimited\",\"low_mark\":null}]\n",
                balance);
        assertEnds(3, "the balance is unlimited", with(balance, "--add", "5"));
        assertPrints(
                "[{\"account\":201722,\"environment\":\"production\",\"balance\":10,\"low_mark\":null}]\n",
                with(balance, "--set", "10"));
        assertPrints(
                "[{\"account\":201722,\"environment\":\"production\",\"balance\":15,\"low_mark\":null}]\n",
                with(balance, "--add", "5"));
        assertPrints(
                "[{\"account\":201722,\"environment\":\"production\",\"balance\":15,\"low_mark\":null}]\n", balance);
        assertEnds(2, "--add must be 1 or more", with(balance, "--add", "0"));
        assertEnds(2, "--set must be a number", with(balance, "--set", "-1"));
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    @Test
    void options_change_one_by_one() {
        String[] options = {"account", "options", "201722", "--environment", "test", "--json"};
        assertPrints("""
                [{"account":201722,"environment":"test","drm":"clearkey,fairplay,playready,widevine","profile":"published",\
                "token_life_seconds":2592000,"window_seconds":60,"max_redemptions":"unlimited"}]
                """, options);
        terminal.run(with(options, "--drm", "widevine", "--profile", "current"));
        terminal.run(with(options, "--token-life", "12h", "--window", "90s", "--max-redemptions", "1"));
        assertPrints("""
                [{"account":201722,"environment":"test","drm":"widevine","profile":"current",\
                "token_life_seconds":43200,"window_seconds":90,"max_redemptions":1}]
                """, options);
        assertTrue(terminal.run(with(options, "--drm", "none")).out().contains("\"drm\":\"none\""));
    }

    @ParameterizedTest
    @CsvSource({
        "--drm, nothing, --drm takes",
        "--profile, old, Invalid value",
        "--token-life, 31d, default token life",
        "--token-life, soon, a time is written",
        "--window, -1s, redemption window",
        "--max-redemptions, 0, max redemptions",
        "--max-redemptions, x, --max-redemptions must be",
    })
    void options_out_of_range_are_named(String option, String value, String complaint) {
        assertEnds(2, complaint, "account", "options", "201722", "--environment", "test", option, value);
    }

    @Test
    void authenticators_are_made_listed_and_revoked() {
        String made = terminal.run("account", "key", "create", "201722", "--environment", "test", "--json")
                .out();
        assertTrue(
                made.matches("\\[\\{\"account\":201722,\"environment\":\"test\","
                        + "\"authenticator\":\"201722,[0-9a-f]{32}\"}]\\R"),
                made);
        String prefix = made.substring(made.indexOf("\"201722,") + 8).substring(0, 4);
        String list = terminal.run("account", "key", "list", "201722").out();
        assertEquals(4, list.lines().count(), list);
        assertTrue(list.contains(prefix), list);
        assertFalse(list.matches("(?s).*[0-9a-f]{32}.*"), list);
        assertTrue(list.lines().findFirst().orElseThrow().endsWith("last_used"), list);
        assertPrints(
                "[{\"account\":201722,\"number\":1,\"revoked\":true,\"its_tokens\":\"good until they expire\"}]\n",
                "account",
                "key",
                "revoke",
                "201722",
                "--number",
                "1",
                "--json");
        assertEnds(3, "there is no such live authenticator", "account", "key", "revoke", "201722", "--number", "1");
        assertEnds(2, "Error: Missing required argument", "account", "key", "revoke", "201722");
    }

    @Test
    void the_sealing_key_is_rotated() {
        Printed printed = terminal.run("keys", "rotate-sealing");
        assertEquals(3, printed.out().lines().count(), printed.out());
        assertEquals(0, printed.exit());
    }

    @Test
    void a_certificate_is_revoked_and_taken_back() {
        assertPrints("[{\"serial\":\"00ff\",\"revoked\":true}]\n", "widevine", "revoke", "--serial", "00ff", "--json");
        assertPrints(
                "[{\"serial\":\"00ff\",\"revoked\":false}]\n", "widevine", "unrevoke", "--serial", "00ff", "--json");
        assertEnds(3, "there is no such entry", "widevine", "unrevoke", "--serial", "00ff");
        assertEnds(2, "--serial must be", "widevine", "revoke", "--serial", "0");
    }

    @Test
    void a_level_is_set_for_as_long_as_it_is_wanted() {
        assertPrints(
                "[{\"system_id\":7,\"level\":3}]\n", "widevine", "level", "--system-id", "7", "--level", "3", "--json");
        assertPrints(
                "[{\"system_id\":7,\"level\":null}]\n",
                "widevine",
                "level",
                "--system-id",
                "7",
                "--level",
                "none",
                "--json");
        assertEnds(3, "there is no such entry", "widevine", "level", "--system-id", "7", "--level", "none");
        assertEnds(2, "--level must be 1 to 5 or none", "widevine", "level", "--system-id", "7", "--level", "6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account show",
                "account enable",
                "account disable",
                "account key list",
                "account balance --environment test",
                "account options --environment test",
                "account key create --environment test",
                "account key revoke --number 1",
            })
    void an_account_that_is_unknown_is_refused_and_one_that_is_missing_is_usage(String command) {
        String[] words = command.split(" ");
        Printed unknown = terminal.run(with(words, "--account", "5"));
        boolean list = command.endsWith("key list");
        assertEquals(list ? 0 : 3, unknown.exit(), unknown.err());
        assertEnds(2, "name one account", words);
        assertEnds(2, "an account is a number", with(words, "--account", "x"));
    }

    @Test
    void another_master_key_does_not_open_the_database() {
        var intruder = new Terminal(directory.resolve("data"), Map.of("LICET_MASTER_KEY", "ab".repeat(32)));
        Printed printed = intruder.run("account", "list");
        assertEquals(4, printed.exit());
        assertTrue(printed.err().startsWith("licet: the master key is not the one"), printed.err());
        assertEquals(
                2,
                new Terminal(directory, Map.of("LICET_MASTER_KEY", "x"))
                        .run("account", "create")
                        .exit());
    }

    @Test
    void an_unreadable_configuration_is_usage() throws IOException {
        Path file = Files.writeString(directory.resolve("licet.properties"), "no.such.key = 1\n");
        assertEnds(2, "unknown key no.such.key", "account", "list", "--config", file.toString());
    }
}
