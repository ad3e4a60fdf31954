package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.server.command.Terminal.Printed;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// FairPlay credentials as operators have them: a PKCS#12 file, its password and the ASk in 32 hexadecimal digits, made
/// with openssl. Where that is not installed, these tests are passed over; `ImportTest` and `Pkcs12Test` are not.
class OpenSslImportTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
        assumeTrue(installed, "openssl is not installed");
        terminal = new Terminal(directory.resolve("data"));
        terminal.run("account", "create");
        Files.writeString(file("password"), PASSWORD + "\n");
        Files.writeString(file("ask.hex"), "0102030405060708090a0b0c0d0e0f10\n");
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("openssl"));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private void pair(String name, int bits) throws IOException, InterruptedException {
        openssl("genrsa", "-out", name + ".key", Integer.toString(bits));
        openssl(
                "req",
                "-new",
                "-x509",
                "-key",
                name + ".key",
                "-subj",
                "/CN=" + name,
                "-days",
                "9",
                "-out",
                name + ".pem");
        openssl("x509", "-in", name + ".pem", "-outform", "DER", "-out", name + ".der");
    }

    private void chest(String name, String... more) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("pkcs12", "-export", "-inkey", name + ".key", "-in", name + ".pem"));
        line.addAll(List.of("-passout", "pass:" + PASSWORD, "-out", name + ".p12"));
        line.addAll(List.of(more));
        openssl(line.toArray(String[]::new));
    }

    private Printed imported(String... more) {
        var all = new ArrayList<>(List.of("fairplay", "import", "--account", "201722", "--environment", "production"));
        all.addAll(
                List.of("--derivation", "fixed-dask", "--ask", file("ask.hex").toString()));
        for (String word : more)
            all.add(word.contains(".") || word.equals("password") ? file(word).toString() : word);
        return terminal.run(all.toArray(String[]::new));
    }

    private static void assertRefused(int exit, String complaint, Printed printed) {
        assertTrue(printed.err().contains(complaint), printed.err());
        assertFalse(printed.err().contains(PASSWORD), printed.err());
        assertEquals(exit, printed.exit());
    }

    /// What players load: the certificates, byte for byte.
    private byte[] certificate() {
        var random = new SecureRandom();
        var key = MasterKey.inFile(file("data").resolve("master.key"), random);
        var settings = DatabaseSettings.forCommand(file("data"), key, InstantSource.system(), random);
        try (var database = Database.open(settings)) {
            return database.fairPlayCredentials()
                    .of(new AccountId(201722), Environment.PRODUCTION)
                    .getFirst()
                    .certificate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES", "triple DES"})
    void a_pkcs12_file_its_password_and_an_ask_are_enough(String cipher) throws Exception {
        pair("fps", 2048);
        boolean old = cipher.equals("triple DES");
        if (old) chest("fps", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1");
        else chest("fps");
        Printed printed = imported("--pkcs12", "fps.p12", "--password-file", "password");
        assertEquals("", printed.err());
        assertEquals(0, printed.exit());
        assertTrue(Arrays.equals(Files.readAllBytes(file("fps.der")), certificate()));
    }

    @Test
    void two_files_make_a_bundle_with_the_smaller_key_first() throws Exception {
        pair("large", 2048);
        pair("small", 1024);
        chest("large");
        chest("small");
        Printed apart = imported("--pkcs12", "small.p12", "--pkcs12", "large.p12", "--password-file", "password");
        assertEquals(0, apart.exit(), apart.err());
        Printed pem = imported(
                "--certificate", "small.pem", "--certificate", "large.der", "--key", "small.key", "--key", "large.key");
        assertEquals(0, pem.exit(), pem.err());
        Printed mixed = imported(
                "--certificate",
                "small.der",
                "--certificate",
                "large.pem",
                "--pkcs12",
                "large.p12",
                "--password-file",
                "password",
                "--key",
                "small.key");
        assertEquals(0, mixed.exit(), mixed.err());
    }

    @Test
    void what_does_not_belong_together_is_refused() throws Exception {
        pair("fps", 2048);
        pair("other", 2048);
        chest("fps");
        Files.writeString(file("wrong.password"), "another\n");
        Files.writeString(file("zero.hex"), "0".repeat(32));
        assertRefused(
                3, "or the password is wrong", imported("--pkcs12", "fps.p12", "--password-file", "wrong.password"));
        assertRefused(
                3,
                "private key of the 2048-bit certificate is missing",
                imported("--certificate", "other.der", "--pkcs12", "fps.p12", "--password-file", "password"));
        chest("other", "-iter", "1000001");
        assertRefused(
                3,
                "rounds of hashing in 2 locked entries; at most 1,000,000 in 4 are done",
                imported("--pkcs12", "other.p12", "--password-file", "password"));
        assertRefused(3, "is no PKCS#12 file", imported("--pkcs12", "fps.der", "--password-file", "password"));
        assertRefused(2, "belong together", imported("--pkcs12", "fps.p12"));
        assertRefused(2, "--ask and --key or --pkcs12", imported());
        assertRefused(2, "--certificate or --pkcs12", imported("--key", "fps.key"));
    }
}
