package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentKeyCommandsTest {
    private static final String KID = "80ea8bc8a58f990ad1f76bc665b30bfa";
    private static final String KEY = "a9b9033df0b9ca5447839e3d074817a0";
    private static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    private static final String KEK_ID = "#1.afe008a381bdac03b412a92d54b92ddf";

    @TempDir
    private Path directory;

    private Terminal terminal;
    private String account;
    private Path kek;
    private Path otherKek;

    @BeforeEach
    void makeAccount() throws IOException {
        terminal = new Terminal(directory.resolve("data"));
        account = account(terminal, "A");
        kek = file("kek", "000102030405060708090A0B0C0D0E0F\n".toLowerCase());
        otherKek = file("kek2", "11".repeat(16));
    }

    private static String account(Terminal terminal, String name) {
        String made =
                terminal.run("account", "create", "--name", name, "--json").out();
        var number = Pattern.compile("\"account\":(\\d+)").matcher(made);
        assertTrue(number.find(), made);
        return number.group(1);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Terminal.Printed keys(String command, Object... more) {
        var all = new ArrayList<>(List.of("keys", command, "--account", account, "--environment", "test"));
        for (Object one : more) all.add(one.toString());
        return terminal.run(all.toArray(String[]::new));
    }

    private void assertDone(String out, Terminal.Printed printed) {
        assertEquals("", printed.err());
        assertEquals(0, printed.exit());
        assertEquals(out, printed.out().strip());
    }

    private void assertRefused(int exit, String words, Terminal.Printed printed) {
        assertEquals(exit, printed.exit(), printed.err());
        assertTrue(printed.err().contains(words), printed.err());
        assertFalse(printed.err().contains(KEY) || printed.err().contains(EK), printed.err());
    }

    @Test
    void lines_go_in_in_clear_and_come_out_wrapped() throws IOException {
        Path in = file("in.jsonl", "{\"kid\":\"^kid1\",\"k\":\"" + KEY + "\",\"info\":\"a, \\\"b\\\"\"}\n\n");
        assertDone("[{\"rows\":1,\"stored\":1}]", keys("import", in, "--kek-file", kek, "--json"));
        assertDone("[{\"rows\":1,\"stored\":0}]", keys("import", in, "--kek-file", kek, "--json"));
        Path out = directory.resolve("out.jsonl");
        assertDone("[{\"rows\":1}]", keys("export", out, "--json"));
        assertEquals(
                "{\"kid\":\"" + KID + "\",\"ek\":\"" + EK + "\",\"kekId\":\"" + KEK_ID
                        + "\",\"info\":\"a, \\\"b\\\"\",\"lastUpdate\":\"2026-11-21T12:00:00.000Z\"}\n",
                Files.readString(out));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
        assertRefused(3, "is there already", keys("export", out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void what_comes_out_goes_in_again_unchanged(String format) throws IOException {
        String info = "=cmd(), \\\"x\\\"\\n'quoted' \\ud83d\\ude00";
        Path in = file(
                "in.jsonl",
                "{\"kid\":\"^kid1\",\"ek\":\"" + EK + "\",\"kekId\":\"-mine\",\"info\":\"" + info
                        + "\",\"contentId\":\"'=x\",\"expiration\":\"2030-01-01\"}\n{\"kid\":\"^kid2\",\"ek\":\"" + EK
                        + "\"}\n");
        keys("import", in);
        Path first = directory.resolve("first." + format);
        keys("export", first);
        String before = keys("list", "--json").out();
        account = account(terminal, "B");
        assertDone("[{\"rows\":2,\"stored\":2}]", keys("import", first, "--json"));
        assertEquals(before, keys("list", "--json").out());
        Path second = directory.resolve("second." + format);
        keys("export", second);
        assertEquals(Files.readString(first), Files.readString(second));
    }

    @Test
    void no_cell_of_a_spreadsheet_is_a_formula() throws IOException {
        keys("import", file("in.jsonl", "{\"kid\":\"^a\",\"ek\":\"" + EK + "\",\"info\":\"=1+1\"}"));
        Path out = directory.resolve("out.csv");
        keys("export", out);
        String csv = Files.readString(out);
        assertTrue(csv.startsWith("kid,ek,kekId,info,contentId,expiration\r\n"), csv);
        assertTrue(csv.contains(",'=1+1,"), csv);
    }

    @Test
    void an_export_may_be_wrapped_under_another_kek() throws IOException {
        keys("import", file("in.jsonl", "{\"kid\":\"^kid1\",\"ek\":\"" + EK + "\"}"));
        Path out = directory.resolve("out.jsonl");
        assertRefused(
                3, "does not open the key " + KID, keys("export", out, "--kek-file", otherKek, "--new-kek-file", kek));
        assertFalse(Files.exists(out));
        assertRefused(2, "together", keys("export", out, "--kek-file", kek));
        assertDone("[{\"rows\":1}]", keys("export", out, "--json", "--kek-file", kek, "--new-kek-file", otherKek));
        assertFalse(Files.readString(out).contains(EK));
        account = account(terminal, "B");
        assertDone("[{\"rows\":1,\"stored\":1}]", keys("import", out, "--kek-file", otherKek, "--json"));
        assertTrue(keys("list").out().contains("#1.952241b0259652b68a8cae2be819dfa3"));
    }

    @Test
    void many_keys_go_through_in_batches_and_a_bad_row_names_its_line() throws IOException {
        var lines = new StringBuilder("kid,ek\n");
        for (int i = 0; i < 2500; i++) lines.append(String.format("%032x,%s%n", i, EK));
        assertDone("[{\"rows\":2500,\"stored\":2500}]", keys("import", file("a.csv", lines.toString()), "--json"));
        String bad = lines.toString().replace(String.format("%032x,", 2400), "xyz,");
        account = account(terminal, "B");
        assertRefused(3, "line 2402: a kid is", keys("import", file("b.csv", bad)));
        assertDone("[{\"rows\":2500,\"stored\":500}]", keys("import", directory.resolve("a.csv"), "--json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kid\":\"^a\",\"k\":\"" + KEY + "\"} | k is in clear",
                "{\"ek\":\"" + EK + "\"} | there is no kid",
                "{\"kid\":\"^a\"} | one of k and ek",
                "{\"kid\":\"^a\",\"ek\":\"" + EK + "\",\"k\":\"" + KEY + "\"} | one of k and ek",
                "nonsense | not JSON",
            })
    void a_bad_line_is_refused(String line, String words) throws IOException {
        assertRefused(
                3, "line 1: " + (words.startsWith("one") ? "there must be " : ""), keys("import", file("in", line)));
        assertRefused(3, words, keys("import", file("in", line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"kid,ek\\n^bom,EK | csv", "{\"kid\":\"^bom\",\"ek\":\"EK\"} | jsonl"})
    void a_byte_order_mark_is_no_part_of_a_file(String text, String format) throws IOException {
        String marked = "\ufeff" + text.replace("\\n", "\n").replace("EK", EK) + "\n";
        assertDone("[{\"rows\":1,\"stored\":1}]", keys("import", file("marked." + format, marked), "--json"));
    }

    @Test
    void what_is_no_csv_is_refused() throws IOException {
        assertRefused(3, "line 1: the first line must name", keys("import", file("a.csv", "id,key\n1,2\n")));
        assertRefused(3, "line 2: has 1 fields", keys("import", file("b.csv", "kid,ek\nabc\n")));
        assertRefused(3, "line 2: a quotation mark is missing", keys("import", file("c.csv", "kid,ek\n\"abc\n")));
        assertRefused(3, "line 3: a quotation mark must end", keys("import", file("d.csv", "kid,ek\n\n\"a\"b,c\n")));
    }

    @Test
    void a_wrong_kek_an_unknown_account_and_a_missing_file_are_refused() throws IOException {
        Path in = file("in.jsonl", "{\"kid\":\"^a\",\"ek\":\"" + EK + "\"}");
        assertRefused(3, "the kek does not open ek", keys("import", in, "--kek-file", otherKek));
        assertRefused(1, "cannot read", keys("import", directory.resolve("none")));
        assertRefused(3, "32 hexadecimal digits", keys("import", in, "--kek-file", in));
        account = "77";
        assertRefused(3, "there is no account 77", keys("import", in));
    }

    @Test
    void a_listing_shows_no_key_in_any_form() throws IOException {
        keys("import", file("in.jsonl", "{\"kid\":\"^kid1\",\"k\":\"" + KEY + "\"}"), "--kek-file", kek);
        for (String out : List.of(keys("list").out(), keys("list", "--json").out())) {
            assertTrue(out.contains(KID) && out.contains(KEK_ID), out);
            assertFalse(out.contains(EK) || out.contains(KEY), out);
        }
        assertFalse(keys("list", "--after", KID).out().contains(KID));
    }

    @Test
    void the_master_key_file_is_replaced_and_the_database_still_opens() throws IOException {
        Path master = directory.resolve("data/master.key");
        String before = Files.readString(master);
        var rotated = terminal.run("keys", "rotate-master");
        assertEquals(0, rotated.exit(), rotated.err());
        assertEquals(before, Files.readString(directory.resolve("data/master.key.previous")));
        assertEquals(0, keys("list").exit());
        Files.writeString(master, before);
        assertRefused(4, "the master key is not the one", keys("list"));
        Files.delete(master);
        assertRefused(4, "is missing", keys("list"));
        assertFalse(Files.exists(master));
    }

    @Test
    void a_master_key_in_the_environment_is_replaced_by_the_next_one() {
        String now = "ab".repeat(32);
        String next = "cd".repeat(32);
        Path data = directory.resolve("other");
        var first = new Terminal(data, Map.of("LICET_MASTER_KEY", now));
        account(first, "A");
        assertRefused(2, "LICET_NEXT_MASTER_KEY", first.run("keys", "rotate-master"));
        var both = new Terminal(data, Map.of("LICET_MASTER_KEY", now, "LICET_NEXT_MASTER_KEY", next));
        assertEquals(0, both.run("account", "list").exit());
        assertEquals(0, both.run("keys", "rotate-master").exit());
        assertEquals(0, both.run("account", "list").exit());
        assertRefused(4, "the master key is not the one", first.run("account", "list"));
        assertEquals(
                0,
                new Terminal(data, Map.of("LICET_MASTER_KEY", next))
                        .run("account", "list")
                        .exit());
        assertFalse(Files.exists(data.resolve("master.key")));
    }

    @Test
    void the_bar_grows() {
        assertEquals("[                              ]   0 %  0 keys", Progress.line("keys", 0, 0, 200));
        assertEquals("[###############               ]  50 %  1,000 keys", Progress.line("keys", 1000, 100, 200));
        assertEquals("[##############################] 100 %  2,000 keys", Progress.line("keys", 2000, 200, 200));
    }
}
