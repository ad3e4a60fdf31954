package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that we encrypt to DASH-IF's `Cert1` are opened by a reader that shares nothing with us: awk and openssl, in
/// the script `open-cpix` (reference: speke-cpix.md 9.1).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenSslReaderTest {
    private static final Path VECTORS =
            Path.of("../keys/src/test/resources/dev/licet/keys/cpix").toAbsolutePath();

    @TempDir
    private Path folder;

    private RunningService service;
    private Encryptor encryptor;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        service = RunningService.start(data);
        encryptor = Encryptor.seeded(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /// What a program printed, and how it ended.
    private record Printed(int exit, String text) {}

    private static Printed run(String... command) throws IOException, InterruptedException {
        var program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(program.waitFor(), text);
    }

    private Printed opened(Path document) throws IOException, InterruptedException {
        Path script = folder.resolve("open-cpix");
        try (InputStream in = OpenSslReaderTest.class.getResourceAsStream("open-cpix")) {
            Files.write(script, in.readAllBytes());
        }
        Path key = folder.resolve("key.pem");
        String chest = VECTORS.resolve("Cert1.pfx").toString();
        Printed extracted = run(
                "openssl",
                "pkcs12",
                "-in",
                chest,
                "-passin",
                "pass:Cert1",
                "-nodes",
                "-nocerts",
                "-out",
                key.toString());
        assertEquals(0, extracted.exit(), extracted.text());
        return run("sh", script.toString(), document.toString(), key.toString());
    }

    private static Map<String, String> keys(Printed printed) {
        assertEquals(0, printed.exit(), printed.text());
        var keys = new LinkedHashMap<String, String>();
        printed.text().lines().forEach(line -> keys.put(line.split(" ")[0], line.split(" ")[1]));
        return keys;
    }

    @Test
    void it_reads_the_vector_of_dash_if_and_refuses_the_one_with_a_wrong_mac() throws Exception {
        assertEquals(
                Map.of(
                        "bd5adf51-cf04-410f-aac3-ec63a69e929e", "deb5a81d86ac42e6cee876c91ab1ad2f",
                        "d2920429-87ab-41e6-a4c5-a8c836b6312e", "3b9c3d15d662c2640ae2e217cc0ce269",
                        "e17ba4b8-faff-4d30-bcba-7485e3f2e884", "0b0bbfde148105143b4aeac17590f9a3",
                        "0ae6b9ad-92d2-4ebe-882b-1d07dee70715", "141ebf11c93d63d497cba6d8f1453f33"),
                keys(opened(VECTORS.resolve("EncryptedContentKeys.xml"))));
        Printed refused = opened(VECTORS.resolve("Invalid_WrongMac.xml"));
        assertFalse(refused.exit() == 0, refused.text());
        assertTrue(refused.text().contains("MAC"), refused.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.1"})
    void it_reads_what_we_encrypt_to_that_certificate_and_to_another(String version) throws Exception {
        var film = SpekeDocument.of(version, "cbcs", List.of(SpekeDocument.WIDEVINE), "VIDEO-5", "AUDIO-3");
        Map<String, String> clear = new LinkedHashMap<>();
        Encryptor.values(Encryptor.read(encryptor.speke(film).body()))
                .forEach((kid, value) -> clear.put(
                        kid, HexFormat.of().formatHex(Base64.getDecoder().decode(value))));
        assertEquals(8, clear.size());
        String list = "<cpix:DeliveryDataList xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" + recipient(stranger())
                + recipient(Files.readAllBytes(VECTORS.resolve("Cert1.cer"))) + "</cpix:DeliveryDataList>";
        String document = film.text().replace("<cpix:ContentKeyList>", list + "<cpix:ContentKeyList>");
        Api.Reply reply = encryptor.post(document, "Authorization", encryptor.basic(), "X-Speke-Version", version);
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.text().contains("PlainValue"));
        Path answer = Files.write(folder.resolve("answer.xml"), reply.body());
        assertEquals(clear, keys(opened(answer)));
        Path changed = Files.writeString(
                folder.resolve("changed.xml"), reply.text().replaceAll("(<pskc:ValueMAC>)..", "$1AA"));
        assertFalse(opened(changed).exit() == 0);
    }

    private static String recipient(byte[] certificate) {
        return "<cpix:DeliveryData><cpix:DeliveryKey><ds:X509Data><ds:X509Certificate>"
                + Base64.getEncoder().encodeToString(certificate)
                + "</ds:X509Certificate></ds:X509Data></cpix:DeliveryKey></cpix:DeliveryData>";
    }

    private byte[] stranger() throws IOException, InterruptedException {
        Path made = folder.resolve("stranger.der");
        Printed done = run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-subj",
                "/CN=stranger",
                "-days",
                "1",
                "-outform",
                "DER",
                "-keyout",
                folder.resolve("stranger.pem").toString(),
                "-out",
                made.toString());
        assertEquals(0, done.exit(), done.text());
        return Files.readAllBytes(made);
    }
}
