package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey SMALL = RsaPrivateKey.generate(1024, RANDOM);
    private static final RsaPrivateKey LARGE = RsaPrivateKey.generate(2048, RANDOM);
    private static final RsaPrivateKey OTHER = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] SMALL_CERTIFICATE = certificate(SMALL);
    private static final byte[] LARGE_CERTIFICATE = certificate(LARGE);

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        terminal.run("account", "create");
    }

    private static byte[] certificate(RsaPrivateKey key) {
        return SelfSignedCertificate.make(
                "test", key, new SelfSignedCertificate.Validity(Terminal.NOW, Duration.ofDays(1)), RANDOM);
    }

    private static byte[] pkcs8(RsaPrivateKey key) {
        return key.toPkcs8().expose(byte[]::clone);
    }

    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(byte[] bytes) {
        return Base64.getEncoder().encode(bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private Printed fairPlay(List<String> certificates, List<String> keys, String ask, String... more) {
        var all = new ArrayList<>(List.of("fairplay", "import", "--account", "201722", "--json", "--ask", ask));
        for (String certificate : certificates) all.addAll(List.of("--certificate", certificate));
        for (String key : keys) all.addAll(List.of("--key", key));
        all.addAll(List.of(more));
        if (!all.contains("--environment")) all.addAll(List.of("--environment", "test"));
        if (!all.contains("--derivation")) all.addAll(List.of("--derivation", "standin"));
        return terminal.run(all.toArray(String[]::new));
    }

    private void assertImported(Printed printed) {
        assertEquals("", printed.err());
        assertTrue(printed.out().contains("\"account\":201722,\"environment\":\"test\",\"derivation\":\"standin\""));
        assertEquals(0, printed.exit());
    }

    private static void assertRefused(String complaint, Printed printed) {
        assertTrue(printed.err().contains(complaint), printed.err());
        assertEquals(3, printed.exit());
    }

    private String ask() throws IOException {
        return file("ask.hex", "0102030405060708090A0b0c0d0e0f10\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void a_bundle_comes_as_two_files_or_one_in_any_encoding() throws IOException {
        String small = file("small.der", SMALL_CERTIFICATE);
        String large = file("large.pem", pem("CERTIFICATE", LARGE_CERTIFICATE));
        String bundle = file("bundle.bin", joined(SMALL_CERTIFICATE, LARGE_CERTIFICATE));
        String text = file("bundle.txt", base64(joined(SMALL_CERTIFICATE, LARGE_CERTIFICATE)));
        String smallKey = file("small.key", pkcs8(SMALL));
        String largeKey = file("large.key", pem("PRIVATE KEY", pkcs8(LARGE)));
        String textKey = file("text.key", base64(pkcs8(LARGE)));
        String rawAsk = file("ask.bin", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        assertImported(fairPlay(List.of(small, large), List.of(smallKey, largeKey), ask()));
        assertImported(fairPlay(List.of(bundle), List.of(largeKey, smallKey), rawAsk));
        assertImported(fairPlay(List.of(text), List.of(smallKey, textKey), ask()));
        assertImported(fairPlay(List.of(large), List.of(largeKey), ask()));
    }

    @Test
    void the_list_can_be_that_of_one_account() throws IOException {
        String large = file("large.der", LARGE_CERTIFICATE);
        assertImported(fairPlay(List.of(large), List.of(file("large.key", pkcs8(LARGE))), ask()));
        terminal.run("account", "create");
        String own = terminal.run("fairplay", "list", "--account", "201722", "--json")
                .out();
        assertTrue(own.contains("\"account\":201722"), own);
        Printed other = terminal.run("fairplay", "list", "--account", "201723", "--json");
        assertEquals("[]", other.out().strip(), other.err());
        assertRefused("there is no account 99", terminal.run("fairplay", "list", "--account", "99"));
    }

    @Test
    void keys_that_do_not_belong_to_the_certificates_are_refused() throws IOException {
        String large = file("large.der", LARGE_CERTIFICATE);
        String largeKey = file("large.key", pkcs8(LARGE));
        String otherKey = file("other.key", pkcs8(OTHER));
        assertRefused("private key of the 2048-bit", fairPlay(List.of(large), List.of(otherKey), ask()));
        assertRefused("one private key for each", fairPlay(List.of(large), List.of(largeKey, otherKey), ask()));
    }

    @Test
    void sizes_that_fairplay_does_not_have_are_refused() throws IOException {
        RsaPrivateKey odd = RsaPrivateKey.generate(1536, RANDOM);
        String certificate = file("odd.der", certificate(odd));
        String key = file("odd.key", pkcs8(odd));
        assertRefused("1536 bits", fairPlay(List.of(certificate), List.of(key), ask()));
    }

    @Test
    void what_is_no_certificate_key_or_ask_is_named() throws IOException {
        String large = file("large.der", LARGE_CERTIFICATE);
        String largeKey = file("large.key", pkcs8(LARGE));
        String junk = file("junk", new byte[] {0, 1, 2});
        String zero = file("zero.hex", "0".repeat(32).getBytes(StandardCharsets.US_ASCII));
        assertRefused("a certificate cannot be read", fairPlay(List.of(junk), List.of(largeKey), ask()));
        assertRefused("junk is no RSA private key", fairPlay(List.of(large), List.of(junk), ask()));
        assertRefused("junk is no ASk", fairPlay(List.of(large), List.of(largeKey), junk));
        assertRefused("all its bytes are zero", fairPlay(List.of(large), List.of(largeKey), zero));
        assertEquals(
                1, fairPlay(List.of(large), List.of(largeKey), "no/such/file").exit());
    }

    @Test
    void the_stand_in_is_not_for_production() throws IOException {
        String large = file("large.der", LARGE_CERTIFICATE);
        String largeKey = file("large.key", pkcs8(LARGE));
        assertRefused(
                "the derivation standin serves the test environment only; there are fixed-dask, ksm-http",
                fairPlay(List.of(large), List.of(largeKey), ask(), "--environment", "production"));
        Printed other = fairPlay(
                List.of(large), List.of(largeKey), ask(), "--environment", "production", "--derivation", "fixed-dask");
        assertEquals(0, other.exit(), other.err());
        assertRefused(
                "the derivation nosuch is not installed on this node; there are fixed-dask, ksm-http, standin",
                fairPlay(List.of(large), List.of(largeKey), ask(), "--derivation", "nosuch"));
    }

    @Test
    void what_is_installed_is_listed() {
        Printed listed = terminal.run("fairplay", "derivations", "--json");
        assertEquals(
                "[{\"derivation\":\"fixed-dask\",\"test\":true,\"production\":true},"
                        + "{\"derivation\":\"ksm-http\",\"test\":true,\"production\":true},"
                        + "{\"derivation\":\"standin\",\"test\":true,\"production\":false}]\n",
                listed.out());
        assertEquals(0, listed.exit(), listed.err());
    }

    private Printed widevine(byte[] root, byte[] service, byte[] key) throws IOException {
        return terminal.run(
                "widevine",
                "import",
                "--root",
                file("root", root),
                "--service-certificate",
                file("service", service),
                "--service-key",
                file("key", key),
                "--json");
    }

    @Test
    void a_widevine_identity_is_imported_when_it_belongs_together() throws IOException {
        var root = WidevineIssuer.root(LARGE, Terminal.NOW, RANDOM);
        var service = root.service("operator", OTHER, Terminal.NOW, RANDOM);
        var model = root.model(7, OTHER, Terminal.NOW, RANDOM);
        var foreign = WidevineIssuer.root(OTHER, Terminal.NOW, RANDOM);
        Printed good = widevine(root.certificate(), base64(service.certificate()), pem("PRIVATE KEY", pkcs8(OTHER)));
        assertEquals(0, good.exit(), good.err());
        assertTrue(good.out().endsWith("\"imported\":true}]" + System.lineSeparator()), good.out());
        assertRefused("not the key of", widevine(root.certificate(), service.certificate(), pkcs8(LARGE)));
        assertRefused("not signed by the root", widevine(foreign.certificate(), service.certificate(), pkcs8(OTHER)));
        assertRefused("is no SERVICE certificate", widevine(root.certificate(), model.certificate(), pkcs8(OTHER)));
        assertRefused("is no ROOT certificate", widevine(service.certificate(), service.certificate(), pkcs8(OTHER)));
        assertRefused("is no SignedDrmCertificate", widevine(new byte[] {1}, service.certificate(), pkcs8(OTHER)));
    }
}
