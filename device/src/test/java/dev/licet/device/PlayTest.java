package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of `licet device play`, against the real Widevine back end.
class PlayTest {
    private static final String LICENSED = """
            licensed
            key 30313233343536373839616263646566 000102030405060708090a0b0c0d0e0f level=2 hdcp=2.2 track=HD
            system widevine
            type streaming
            version 0
            persist false
            renew true
            startWindowSeconds 172800
            playbackSeconds 14400
            """;

    @TempDir
    private Path data;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        server.writeFactory(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Good_devices {
        @Test
        void a_new_device_gets_its_keys() {
            var run = play();
            assertEquals(LICENSED, run.out());
            assertEquals(0, run.exit());
            assertEquals("", run.err());
        }

        @Test
        void programs_get_one_json_object() {
            var run = play("--json");
            assertEquals(0, run.exit());
            assertEquals(
                    "{\"outcome\":\"licensed\",\"keys\":[{\"kid\":\"30313233343536373839616263646566\","
                            + "\"key\":\"000102030405060708090a0b0c0d0e0f\",\"level\":2,\"hdcp\":\"2.2\",\"track\":\"HD\"}],"
                            + "\"system\":\"widevine\",\"type\":\"streaming\",\"version\":0,\"persist\":false,"
                            + "\"renew\":true,\"startWindowSeconds\":172800,\"playbackSeconds\":14400}\n",
                    run.out());
        }

        @Test
        void privacy_mode_fetches_the_certificate_first() {
            var run = play("--privacy");
            assertEquals(LICENSED.replace("type", "provider license.test.invalid\ntype"), run.out());
            assertEquals(2, server.asked.size());
            assertArrayEquals(new byte[] {8, 4}, server.asked.getFirst().body());
        }

        @Test
        void the_token_goes_where_it_stands_or_into_a_header() {
            play();
            assertEquals("ExpressPlayToken=AAtoken_-1", server.asked.getLast().query());
            assertNull(server.asked.getLast().tokenHeader());
            assertEquals(0, play("--header-token").exit());
            assertNull(server.asked.getLast().query());
            assertEquals("AAtoken_-1", server.asked.getLast().tokenHeader());
        }

        @Test
        void a_made_device_plays_from_its_folder_and_from_its_file() {
            var folder = data.resolve("tv");
            assertEquals(
                    0,
                    Transcript.of("device", "new", "--out", text(folder), "--data", text(data))
                            .exit());
            for (Path device : List.of(folder, folder.resolve("device.wvd"))) {
                assertEquals(0, play("--device", text(device)).exit());
                assertEquals(0, play("--device", text(device), "--privacy").exit());
            }
        }

        @Test
        void a_device_without_its_wvd_file_plays_from_the_other_two() throws IOException {
            var folder = data.resolve("tv");
            Transcript.of("device", "new", "--out", text(folder), "--data", text(data));
            Files.delete(folder.resolve("device.wvd"));
            assertEquals(0, play("--device", text(folder)).exit());
        }

        @Test
        void key_ids_to_ask_for_are_sent() {
            assertEquals(0, play("--kid", TestServer.KID).exit());
            assertTrue(new String(server.asked.getLast().body(), StandardCharsets.ISO_8859_1)
                    .contains("0123456789abcdef"));
        }
    }

    @Nested
    class Beyond_one_license {
        @Test
        void the_same_request_can_be_repeated() {
            var run = play("--misbehave", "repeat", "--times", "3");
            assertEquals(0, run.exit());
            assertTrue(run.out().contains("answers 3\n"));
            assertEquals(3, server.asked.size());
            assertArrayEquals(server.asked.get(0).body(), server.asked.get(2).body());
        }

        @Test
        void a_license_can_be_renewed() {
            var run = play("--misbehave", "renew");
            assertEquals(0, run.exit());
            assertTrue(run.out().contains("version 1\n"), run.out());
            assertTrue(run.out().contains(TestServer.KEY), "the keys of the first license stay");
        }

        @Test
        void a_license_can_be_given_back_and_is_gone_then() {
            var run = play("--misbehave", "release");
            assertEquals(0, run.exit());
            assertTrue(run.out().contains("released true\n"));
            var again = play("--misbehave", "renew-after-release");
            assertEquals(3, again.exit());
            assertEquals("refused 403 [-4010] Invalid token (request r-1)\n", again.out());
        }

        @Test
        void a_license_to_keep_needs_a_token_that_allows_it() {
            var refused = play("--misbehave", "offline");
            assertEquals(3, refused.exit());
            assertEquals("refused 403 [-7008] Failed to generate Widevine license (request r-1)\n", refused.out());
            server.persistent = true;
            var run = play("--misbehave", "offline");
            assertEquals(0, run.exit());
            assertTrue(run.out().contains("type offline\n") && run.out().contains("persist true\n"));
        }
    }

    @Nested
    class Bad_devices {
        @Test
        void each_is_refused() {
            String notAuthenticated = "refused 403 [-4001] Device could not be authenticated (request r-1)\n";
            for (String kind :
                    List.of("tampered", "bad-signature", "core-message", "foreign-root", "wrong-certificate")) {
                var run = play("--misbehave", kind);
                assertEquals(notAuthenticated, run.out(), kind);
                assertEquals(3, run.exit(), kind);
            }
            assertEquals(
                    "refused 400 [-7008] this looks like base64 text: send the bytes of the challenge instead"
                            + " (request r-1)\n",
                    play("--misbehave", "base64").out());
            assertTrue(play("--misbehave", "truncated").out().startsWith("refused 400 [-7008] SignedMessage field 2"));
        }

        @Test
        void programs_get_the_refusal_as_json() {
            var run = play("--json", "--misbehave", "bad-signature");
            assertEquals(3, run.exit());
            assertEquals(
                    "{\"outcome\":\"refused\",\"status\":403,\"code\":-4001,"
                            + "\"message\":\"Device could not be authenticated\",\"requestId\":\"r-1\"}\n",
                    run.out());
        }

        @Test
        void every_misbehaviour_is_one_of_those_tested_here() {
            var tested = new ArrayList<>(List.of(
                    "tampered",
                    "bad-signature",
                    "truncated",
                    "base64",
                    "core-message",
                    "foreign-root",
                    "wrong-certificate",
                    "repeat",
                    "offline",
                    "renew",
                    "release",
                    "renew-after-release"));
            assertEquals(tested, WidevineMisbehaviour.words());
        }
    }

    @Nested
    class Bad_servers {
        @Test
        void a_refusal_as_a_page_is_read_too() {
            server.canned =
                    new TestServer.Canned(403, "<html><p>[-4010] Invalid token</p></html>", "X-Request-Id", "abc");
            assertEquals("refused 403 [-4010] Invalid token (request abc)\n", play().out());
        }

        @Test
        void a_refusal_without_a_body_is_known_by_its_header() {
            server.canned = new TestServer.Canned(503, "", "Licet-Code", "-7008");
            var run = play();
            assertEquals("refused 503 [-7008]\n", run.out());
            assertEquals(3, run.exit());
        }

        @Test
        void a_refusal_cannot_write_to_the_terminal() {
            server.canned =
                    new TestServer.Canned(400, "{\"code\":-1,\"message\":\"[-1] \\u001b[31mred\\nline\"}", null, null);
            assertEquals("refused 400 [-1] [31mredline\n", play().out());
        }

        @Test
        void an_answer_that_is_no_license_is_unusable() {
            server.canned = new TestServer.Canned(200, "hello", null, null);
            var run = play();
            assertEquals(4, run.exit());
            assertTrue(run.out().startsWith("unusable: SignedMessage"), run.out());
            var json = play("--json");
            assertEquals(4, json.exit());
            assertTrue(json.out().startsWith("{"), json.out());
            assertTrue(json.out().contains("\"outcome\":\"unusable\""));
        }

        @Test
        void no_server_is_no_answer() {
            server.close();
            var run = play();
            assertEquals(4, run.exit());
            assertEquals("", run.out());
            assertTrue(run.err().startsWith("licet: no answer from http://127.0.0.1:"), run.err());
            assertFalse(run.err().contains("AAtoken"), "the token is a secret");
        }
    }

    @Nested
    class Wrong_usage {
        @Test
        void each_is_told_in_one_line() {
            String url = server.tokenUrl();
            usage("licet: this is no URL", "::");
            usage("licet: the URL does not tell the DRM system", "http://localhost/x");
            usage("licet: the query of the URL must begin with", "--header-token", server.base() + "/hms/wv/rights/");
            usage("licet: --misbehave must be one of tampered, ", "--misbehave", "politely", url);
            usage("licet: --times must be at least 1", "--times", "0", url);
            usage("licet: --kid must be 32 hexadecimal digits", "--data", text(data), "--kid", "12", url);
            usage("licet: there is no device at ", "--device", text(data.resolve("none")), url);
            usage("licet: there is no device-factory in ", "--data", text(data.resolve("none")), url);
            usage("Missing required parameter: 'URL'");
            usage("Unknown option: '--sing'", "--sing", url);
            usage("licet: the URL must begin with http", "--data", text(data), "ftp://localhost/hms/wv/rights/");
        }

        private void usage(String start, String... arguments) {
            var all = new ArrayList<>(List.of("device", "play"));
            all.addAll(List.of(arguments));
            var run = Transcript.of(all.toArray(String[]::new));
            assertEquals(2, run.exit(), start);
            assertTrue(run.err().startsWith(start), run.err());
            assertEquals("", run.out());
        }
    }

    private Transcript play(String... options) {
        var arguments = new ArrayList<>(List.of("device", "play", "--data", text(data)));
        arguments.addAll(List.of(options));
        arguments.add(server.tokenUrl());
        return Transcript.of(arguments.toArray(String[]::new));
    }

    private static String text(Path path) {
        return path.toString();
    }
}
