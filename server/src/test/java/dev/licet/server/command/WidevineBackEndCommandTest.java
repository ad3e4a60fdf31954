package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.drm.wire.WidevineSignedMessage;
import dev.licet.server.command.Terminal.Printed;
import dev.licet.server.e2e.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidevineBackEndCommandTest {
    private static final String KEY = "1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9";
    private static final String IV = "d58ce954203b7c9a9a9d467f59839249";
    private static final String URL = "https://license.example.com/cenc/getlicense/somebody";
    private static final byte[] CERTIFICATE = WidevineSignedMessage.unsigned(
                    WidevineSignedMessage.Type.SERVICE_CERTIFICATE, Optional.of(new byte[] {1}))
            .toBytes();

    @TempDir
    private Path directory;

    private Terminal terminal;
    private volatile LoopbackServer.Answer answer = LoopbackServer.Answer.of(500, "");
    private final List<LoopbackServer.Request> asked = new CopyOnWriteArrayList<>();
    private final LoopbackServer upstream = new LoopbackServer(request -> {
        asked.add(request);
        return Optional.of(answer);
    });

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private Printed backEnd(String verb, String... more) {
        var all = new ArrayList<>(List.of("widevine", "backend", verb, "--account", "201722", "--environment", "test"));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    private Printed signedJson(String url, String... more) throws IOException {
        var all = new ArrayList<>(List.of("--kind", "signed-json", "--url", url, "--provider", "somebody"));
        all.addAll(List.of("--key-file", file("key.hex", KEY + "\n"), "--iv-file", file("iv.hex", IV)));
        all.addAll(List.of(more));
        return backEnd("set", all.toArray(String[]::new));
    }

    private static void assertPrints(String expected, Printed printed) {
        assertEquals(expected, printed.out() + printed.err());
        assertEquals(0, printed.exit());
    }

    private static void assertEnds(int exit, String complaint, Printed printed) {
        assertTrue(printed.err().startsWith("licet: " + complaint), printed.err());
        assertEquals("", printed.out());
        assertEquals(exit, printed.exit());
    }

    @Test
    void a_row_that_was_tampered_with_is_told_in_one_line() throws Exception {
        signedJson(URL);
        String file = "jdbc:sqlite:" + directory.resolve("data").resolve("licet.db");
        try (var thief = DriverManager.getConnection(file);
                var statement = thief.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE widevine_back_end SET provider = 'thief'"));
        }
        assertEnds(1, "the database was tampered with or is damaged", backEnd("show"));
    }

    @Test
    void signed_json_is_set_shown_and_removed() throws IOException {
        String shown = """
                account  environment  kind         url                                                   provider  headers  relayUnread  changed
                201722   test         signed-json  https://license.example.com/cenc/getlicense/somebody  somebody  -        no           2026-11-21T12:00:00Z
                """;
        assertPrints(shown, signedJson(URL));
        assertPrints(shown, backEnd("show"));
        assertPrints("""
                [{"account":201722,"environment":"test","kind":"signed-json",\
                "url":"https://license.example.com/cenc/getlicense/somebody","provider":"somebody","headers":null,"relayUnread":false,\
                "changed":"2026-11-21T12:00:00Z"}]
                """, backEnd("show", "--json"));
        assertPrints("[{\"account\":201722,\"environment\":\"test\",\"removed\":true}]\n", backEnd("remove", "--json"));
        for (String verb : List.of("show", "remove", "test")) {
            assertEnds(3, "there is no such entry", backEnd(verb));
        }
    }

    @Test
    void a_relay_is_shown_with_the_names_of_its_headers_and_never_their_values() throws IOException {
        String headers = file("headers", "X-Order: {cookie}\n\nX-Title:  a b \n");
        var set = backEnd(
                "set",
                "--kind",
                "relay",
                "--url",
                URL,
                "--header",
                "X-Api-Key: secret",
                "--header-file",
                headers,
                "--json");
        assertPrints("""
                [{"account":201722,"environment":"test","kind":"relay",\
                "url":"https://license.example.com/cenc/getlicense/somebody","provider":null,\
                "headers":"X-Api-Key,X-Order,X-Title","relayUnread":false,"changed":"2026-11-21T12:00:00Z"}]
                """, set);
        assertEquals(set, backEnd("show", "--json"));
    }

    @Test
    void no_upstream_can_be_said_on_purpose() {
        String shown = """
                account  environment  kind      url  provider  headers  relayUnread  changed
                201722   test         embedded  -    -         -        no           2026-11-21T12:00:00Z
                """;
        assertPrints(shown, backEnd("set", "--kind", "embedded"));
        assertPrints(
                "[{\"account\":201722,\"environment\":\"test\",\"works\":true,"
                        + "\"reason\":\"there is no upstream to ask\"}]\n",
                backEnd("test", "--json"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--kind none, --kind takes embedded",
                "--kind embedded --url https://a.example/, --kind embedded takes no --url",
                "--kind embedded --provider a, --kind embedded takes no --provider",
                "--kind embedded --header A:b, --kind embedded takes no --header",
                "--kind relay, --kind relay needs --url",
                "--kind relay --url https://a.example/ --key-file k, --kind relay takes no --key-file",
                "--kind relay --url https://a.example/ --iv-file k, --kind relay takes no --iv-file",
                "--kind relay --url http://a.example/, url: must begin with https",
                "--kind relay --url https://[, --url is no URL",
                "--kind relay --url https://a.example/ --header secret, a header is written as",
                "--kind relay --url https://a.example/ --header Host:secret, header: this name cannot be used",
                "--kind relay --url https://a.example/ --header A:ü, header A: the value has characters",
                "--kind relay --url https://a.example/ --header A:b --header a:c, the header a is given twice",
                "--kind signed-json --url https://a.example/, --kind signed-json needs --key-file",
                "--kind signed-json --url https://a.example/ --key-file k, --kind signed-json needs --iv-file",
                "--kind signed-json --header-file h, --kind signed-json takes no --header-file",
            })
    void what_is_missing_too_much_or_wrong_is_named(String arguments, String complaint) {
        var printed = backEnd("set", arguments.split(" "));
        assertEnds(2, complaint, printed);
        assertFalse(printed.err().contains("secret"), printed.err());
        assertEnds(3, "there is no such entry", backEnd("show"));
    }

    @Test
    void key_and_iv_must_have_their_sizes_and_may_be_binary() throws IOException {
        Path bytes = Files.write(directory.resolve("key.bin"), HexFormat.of().parseHex(KEY));
        String iv = file("iv", IV);
        String[] start = {"--kind", "signed-json", "--url", URL, "--provider", "p", "--key-file"};
        assertEquals(
                0,
                backEnd("set", with(start, bytes.toString(), "--iv-file", iv)).exit());
        var printed = backEnd("set", with(start, iv, "--iv-file", iv));
        assertEnds(3, iv + " is no signing key: it must have 64 hexadecimal digits or 32 bytes", printed);
        assertEnds(
                3,
                bytes + " is no IV: it must have 32 hexadecimal digits or 16 bytes",
                backEnd("set", with(start, bytes.toString(), "--iv-file", bytes.toString())));
        assertEnds(1, "cannot read ", backEnd("set", with(start, "nowhere", "--iv-file", iv)));
    }

    private static String[] with(String[] start, String... more) {
        var all = new ArrayList<>(List.of(start));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void an_account_that_is_not_there_gets_none() {
        var printed = terminal.run(
                "widevine", "backend", "set", "--account", "5", "--environment", "test", "--kind", "embedded");
        assertEnds(3, "there is no such account", printed);
    }

    @Test
    void a_relay_that_works_is_tried() {
        answer = new LoopbackServer.Answer(200, CERTIFICATE);
        backEnd("set", "--kind", "relay", "--url", upstream.url("/a").toString(), "--header", "X-Api-Key: secret");
        assertPrints("""
                account  environment  works  reason                                  upstream_http_status
                201722   test         yes    the upstream has given its certificate  200
                """, backEnd("test"));
        assertEquals("secret", asked.getFirst().headers().get("X-Api-Key"));
        assertEnds(3, "only signed-json can have a challenge described", backEnd("test", "--challenge", "file"));
    }

    @Test
    void a_test_that_fails_ends_with_1_and_says_why() throws IOException {
        answer = LoopbackServer.Answer.of(200, "{\"status\":\"SIGNATURE_FAILED\",\"internal_status\":104}");
        signedJson(upstream.url("/a").toString());
        var printed = backEnd("test", "--json");
        assertEquals("""
                [{"account":201722,"environment":"test","works":false,\
                "reason":"the upstream refuses our credentials: SIGNATURE_FAILED 104",\
                "upstream_internal_status":"104","upstream_status":"SIGNATURE_FAILED"}]
                """, printed.out());
        assertEquals(1, printed.exit());
        assertEquals("", printed.err());
    }

    @Test
    void a_challenge_is_described_without_a_license() throws IOException {
        answer = LoopbackServer.Answer.of(
                200, "{\"status\":\"OK\",\"make\":\"Acme\",\"model\":\"Set-top 9\",\"system_id\":4464}");
        signedJson(upstream.url("/a").toString());
        String challenge = file("challenge", Base64.getEncoder().encodeToString(new byte[] {8, 1, 18, 0}));
        assertPrints("""
                [{"account":201722,"environment":"test","works":true,\
                "reason":"the upstream can read and verify the challenge",\
                "make":"Acme","model":"Set-top 9","system_id":"4464","upstream_status":"OK"}]
                """, backEnd("test", "--challenge", challenge, "--json"));
        assertFalse(new String(asked.getFirst().body()).contains(KEY));
    }

    @Test
    void the_limits_of_the_configuration_hold_for_the_test_too() throws IOException {
        answer = LoopbackServer.Answer.of(502, "");
        String file = file("licet.properties", "upstream.budget = 0s\n");
        signedJson(upstream.url("/a").toString());
        assertEnds(2, "upstream.budget: must be a time", backEnd("test", "--config", file));
        assertEquals(List.of(), asked);
        assertEquals(1, backEnd("test").exit());
        assertEquals(2, asked.size(), "two attempts");
    }
}
