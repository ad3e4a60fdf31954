package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCommandsTest {
    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    private static final String COOKIE =
            "\"id\":1,\"kind\":\"cookie\",\"value\":\"order-4711\",\"account\":201722,\"environment\":\"test\",\"reason\":\"%s\"";

    private Printed cookie(String... more) {
        var all = new String[more.length + 10];
        String[] usual = {
            "stop", "add", "--kind", "cookie", "--value", "order-4711", "--account", "201722", "--environment", "test"
        };
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return terminal.run(all);
    }

    @Test
    void what_is_put_on_a_list_is_listed_and_taken_off_again() {
        assertEquals(0, cookie("--reason", "stolen").exit());
        Printed again = cookie("--reason", "lost", "--until", "2026-12-24", "--json");
        assertTrue(again.out().contains(COOKIE.formatted("lost")), again.out());
        assertTrue(again.out().contains("\"until\":\"2026-12-24T00:00:00Z\""), again.out());
        Printed listed = terminal.run("stop", "list", "--json");
        assertEquals(again.out(), listed.out());
        Printed removed = terminal.run("stop", "remove", "--id", "1");
        assertEquals(0, removed.exit(), removed.err());
        assertEquals(3, terminal.run("stop", "remove", "--id", "1").exit());
        assertEquals("[]", terminal.run("stop", "list", "--json").out().strip());
    }

    @Test
    void the_list_can_be_that_of_one_account() {
        assertEquals(0, cookie().exit());
        terminal.run("account", "create");
        terminal.run("stop", "add", "--kind", "account", "--value", "201723");
        String first =
                terminal.run("stop", "list", "--account", "201722", "--json").out();
        assertTrue(first.contains("order-4711") && !first.contains("201723"), first);
        String second =
                terminal.run("stop", "list", "--account", "201723", "--json").out();
        assertTrue(second.contains("201723") && !second.contains("order-4711"), second);
        Printed unknown = terminal.run("stop", "list", "--account", "99");
        assertEquals(3, unknown.exit());
        assertTrue(unknown.err().contains("there is no account 99"), unknown.err());
        assertEquals(2, terminal.run("stop", "list", "--account", "x").exit());
    }

    @Test
    void what_makes_no_sense_is_a_usage_mistake() {
        assertEquals(2, cookie("--days", "0").exit());
        assertEquals(2, cookie("--days", "1", "--until", "2026-12-24").exit());
        assertEquals(2, cookie("--until", "tomorrow").exit());
        Printed kind = terminal.run("stop", "add", "--kind", "film", "--value", "x");
        assertEquals(2, kind.exit());
        assertTrue(kind.err().contains("--kind takes account, token, kid, device or cookie"), kind.err());
        Printed value = terminal.run("stop", "add", "--kind", "token", "--value", "x");
        assertTrue(value.err().contains("--value must be the token_id of a record"), value.err());
        Printed whose = terminal.run("stop", "add", "--kind", "cookie", "--value", "x");
        assertTrue(whose.err().contains("cookie: must name the account"), whose.err());
        assertEquals(
                3,
                terminal.run("stop", "add", "--kind", "account", "--value", "9").exit());
    }

    @Test
    void both_are_in_the_audit_trail_with_what_they_are_about() {
        cookie();
        terminal.run("stop", "remove", "--id", "1");
        String trail = terminal.run("audit", "export").out();
        for (String verb : new String[] {"stop.add", "stop.remove"}) {
            String line = trail.lines()
                    .filter(one -> one.contains("\"verb\":\"" + verb + "\""))
                    .findFirst()
                    .orElse("nothing");
            assertTrue(line.contains("\"account\":\"201722\"") && line.contains("cookie order-4711"), line);
        }
    }
}
