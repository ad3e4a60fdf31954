package dev.licet.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.device.widevine.WidevineDevice;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transcripts of the commands around `play`.
class CommandsTest {
    private static final String SECRET = "201722,0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Nested
    class Help {
        @Test
        void every_command_explains_itself() {
            for (String[] command : List.of(
                    new String[] {"--help"},
                    new String[] {"device", "--help"},
                    new String[] {"device", "new", "--help"},
                    new String[] {"device", "play", "--help"},
                    new String[] {"token", "--help"})) {
                var run = Transcript.of(command);
                assertEquals(0, run.exit());
                String name = "licet " + String.join(" ", List.of(command).subList(0, command.length - 1));
                assertTrue(run.out().startsWith("Usage: " + name.strip()), run.out());
                assertEquals("", run.err());
            }
        }

        @Test
        void the_exit_codes_are_told() {
            var help = Transcript.of("device", "play", "--help").out();
            for (String line : List.of("0   a license", "2   the command", "3   the server", "4   no answer")) {
                assertTrue(help.contains(line), help);
            }
        }

        @Test
        void every_misbehaviour_is_told() {
            var help = Transcript.of("device", "play", "--help").out();
            for (String word : WidevineMisbehaviour.words()) assertTrue(help.contains("\n  " + word + "  "), word);
        }

        @Test
        void half_a_command_is_wrong_usage() {
            assertEquals(2, Transcript.of().exit());
            assertTrue(Transcript.of().err().startsWith("name a command: device or token"));
            assertEquals(2, Transcript.of("device").exit());
            assertEquals(2, Transcript.of("dance").exit());
        }
    }

    @Nested
    class Making_devices {
        @Test
        void a_device_is_four_files() throws IOException, MalformedMessage {
            try (var server = new TestServer()) {
                server.writeFactory(folder);
            }
            var out = folder.resolve("a").resolve("tv");
            var run =
                    Transcript.of("device", "new", "--system", "widevine", "--out", text(out), "--data", text(folder));
            assertEquals("made a Widevine device in " + out + "\n", run.out());
            assertEquals(0, run.exit());
            try (Stream<Path> files = Files.list(out)) {
                assertEquals(
                        List.of("client_id.bin", "device.wvd", "private_key.pem", "root.bin"),
                        files.map(file -> file.getFileName().toString())
                                .sorted()
                                .toList());
            }
            var device = WidevineDevice.load(out.resolve("device.wvd"));
            assertArrayEquals(
                    Files.readAllBytes(out.resolve("client_id.bin")),
                    device.file().clientId());
            var key = RsaPrivateKey.parse(Files.readAllBytes(out.resolve("private_key.pem")))
                    .orElseThrow();
            assertTrue(key.publicKey().matches(device.file().key().publicKey()));
            for (String secret : List.of("private_key.pem", "device.wvd")) {
                assertEquals(
                        PosixFilePermissions.fromString("rw-------"),
                        Files.getPosixFilePermissions(out.resolve(secret)));
            }
        }

        @Test
        void a_device_is_never_overwritten() throws IOException {
            var first = Transcript.of("device", "new", "--foreign-root", "--out", text(folder));
            assertEquals(0, first.exit());
            byte[] before = Files.readAllBytes(folder.resolve("device.wvd"));
            var second = Transcript.of("device", "new", "--foreign-root", "--out", text(folder));
            assertEquals(2, second.exit());
            assertEquals("licet: there is a device in " + folder + " already\n", second.err());
            assertArrayEquals(before, Files.readAllBytes(folder.resolve("device.wvd")));
        }

        @Test
        void the_factory_must_be_there_and_whole() throws IOException {
            var missing = Transcript.of("device", "new", "--out", text(folder), "--data", text(folder));
            assertEquals(2, missing.exit());
            assertEquals(
                    "licet: there is no device-factory in " + folder
                            + ": name the server's data directory with --data\n",
                    missing.err());
            try (var server = new TestServer()) {
                server.writeFactory(folder);
            }
            Files.writeString(folder.resolve("device-factory").resolve("model-key.pem"), "no key");
            var broken = Transcript.of("device", "new", "--out", text(folder), "--data", text(folder));
            assertEquals(2, broken.exit());
            assertEquals("licet: " + folder + "/device-factory: model-key.pem: not an RSA key\n", broken.err());
        }

        @Test
        void a_fairplay_device_needs_no_files() {
            var run = Transcript.of("device", "new", "--system", "fairplay", "--out", text(folder));
            assertEquals(2, run.exit());
            assertTrue(run.err().startsWith("licet: a FairPlay device needs no files"));
        }
    }

    @Nested
    class Asking_for_tokens {
        @Test
        void the_url_is_printed() throws IOException {
            try (var server = new TestServer()) {
                server.canned = new TestServer.Canned(200, server.tokenUrl(), "Licet-Lint", "cookie missing");
                var run = token(server, "widevine", "--authenticator", SECRET, "--param", "wvExtension=wudo,AAA+");
                assertEquals(server.tokenUrl() + "\n", run.out());
                assertEquals("note: cookie missing\n", run.err());
                assertEquals(0, run.exit());
                var asked = server.asked.getFirst();
                assertEquals("/hms/wv/token", asked.path());
                assertEquals(null, asked.query());
                assertEquals(
                        "customerAuthenticator=201722%2C0123456789abcdef0123456789abcdef&errorFormat=json"
                                + "&wvExtension=wudo%2CAAA%2B",
                        new String(asked.body(), StandardCharsets.US_ASCII));
            }
        }

        @Test
        void the_authenticator_may_come_from_a_file() throws IOException {
            var file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
            try (var server = new TestServer()) {
                server.canned = new TestServer.Canned(200, server.tokenUrl(), null, null);
                var run = token(server, "fairplay", "--authenticator-file", text(file), "--json");
                assertEquals("{\"outcome\":\"issued\",\"url\":\"" + server.tokenUrl() + "\"}\n", run.out());
                assertEquals("/hms/fp/token", server.asked.getFirst().path());
                assertTrue(new String(server.asked.getFirst().body(), StandardCharsets.US_ASCII)
                        .startsWith("customerAuthenticator=201722%2C0123456789abcdef0123456789abcdef&"));
            }
        }

        @Test
        void a_refusal_is_printed_with_its_code() throws IOException {
            try (var server = new TestServer()) {
                server.canned = new TestServer.Canned(
                        400, "{\"code\":-4018,\"message\":\"[-4018] Missing kid\"}", "X-Request-Id", "x");
                var run = token(server, "widevine", "--authenticator", SECRET);
                assertEquals("refused 400 [-4018] Missing kid (request x)\n", run.out());
                assertEquals(3, run.exit());
            }
        }

        @Test
        void several_are_asked_for_one_after_the_other_until_one_is_refused() throws IOException {
            try (var server = new TestServer()) {
                server.canned = new TestServer.Canned(200, server.tokenUrl(), null, null);
                var run = token(server, "widevine", "--authenticator", SECRET, "--times", "3");
                assertEquals(server.tokenUrl() + "\n", run.out());
                assertEquals(3, server.asked.size());
                server.canned = new TestServer.Canned(400, "{\"code\":-4018,\"message\":\"x\"}", null, null);
                assertEquals(
                        3,
                        token(server, "widevine", "--authenticator", SECRET, "--times", "3")
                                .exit());
                assertEquals(4, server.asked.size());
            }
        }

        @Test
        void an_answer_that_is_no_url_is_unusable() throws IOException {
            try (var server = new TestServer()) {
                server.canned = new TestServer.Canned(200, "<html>welcome</html>", null, null);
                var run = token(server, "widevine", "--authenticator", SECRET);
                assertEquals("unusable: the answer is no token URL\n", run.out());
                assertEquals(4, run.exit());
            }
        }

        @Test
        void wrong_usage_never_repeats_the_secret() throws IOException {
            try (var server = new TestServer()) {
                for (var run : List.of(
                        token(server, "widevine"),
                        token(server, "widevine", "--authenticator", SECRET, "--authenticator-file", "x"),
                        token(server, "widevine", "--authenticator-file", text(folder.resolve("none"))),
                        token(server, "widevine", "--authenticator", SECRET, "--param", "novalue"),
                        token(server, "widevine", "--authenticator", SECRET, "--times", "0"),
                        token(server, "marlin", "--authenticator", SECRET))) {
                    assertEquals(2, run.exit());
                    assertFalse(run.err().contains(SECRET), run.err());
                }
            }
        }

        private Transcript token(TestServer server, String system, String... options) {
            var arguments = new ArrayList<>(List.of("token", "--system", system, "--server", server.base() + "/"));
            arguments.addAll(List.of(options));
            return Transcript.of(arguments.toArray(String[]::new));
        }
    }

    private static String text(Path path) {
        return path.toString();
    }
}
