package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignerCommandsTest {
    private static final String KEY = "1ae8ccd0e7985cc0b6203a55855a1034afc252980e970ca90e5202689f947ab9";
    private static final String IV = "d58ce954203b7c9a9a9d467f59839249";

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    private Printed run(String verb, String... more) {
        var all = new ArrayList<>(List.of("keys", "signer", verb, "--account", "201722", "--environment", "test"));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void a_new_signer_is_printed_with_its_key_once() {
        Printed made = run("create", "--name", "packager");
        assertEquals(0, made.exit(), made.err());
        var secrets =
                Pattern.compile("packager +aes +([0-9a-f]{64}) +([0-9a-f]{32})").matcher(made.out());
        assertTrue(secrets.find(), made.out());
        assertTrue(made.out().endsWith("Key and IV are not shown again.\n"), made.out());
        Printed listed = run("list");
        assertTrue(listed.out().contains("packager"), listed.out());
        assertFalse(listed.out().contains(secrets.group(1)) || listed.out().contains(secrets.group(2)));
        assertEquals(3, run("create", "--name", "packager").exit());
        assertEquals(0, run("remove", "--name", "packager").exit());
        assertFalse(run("list").out().contains("packager"));
        assertEquals(3, run("remove", "--name", "packager").exit());
    }

    @Test
    void a_signer_gets_another_key_that_is_printed_once_or_was_brought() throws IOException {
        run("create", "--name", "packager");
        Printed made = run("rotate", "--name", "packager");
        assertTrue(made.out().matches("(?s).*packager +aes +[0-9a-f]{64} +[0-9a-f]{32}\n.*"), made.out());
        Printed brought = run("rotate", "--name", "packager", "--key-file", file("k", KEY), "--iv-file", file("i", IV));
        assertEquals(0, brought.exit(), brought.err());
        assertFalse(brought.out().contains(KEY), brought.out());
        assertEquals(3, run("rotate", "--name", "nobody").exit());
        assertTrue(terminal.run("audit", "list").out().contains("signer.rotate"));
    }

    @Test
    void keys_that_somebody_has_already_are_taken_and_not_printed() throws IOException {
        Printed made = run("create", "--name", "old", "--key-file", file("k", KEY), "--iv-file", file("i", IV));
        assertEquals(0, made.exit(), made.err());
        assertFalse(made.out().contains(KEY)
                || made.out().contains(IV)
                || made.out().contains("not shown"));
    }

    @Test
    void of_an_rsa_key_either_half_will_do() throws IOException {
        var pair = RsaPrivateKey.generate(2048, new SecureRandom());
        String half = Base64.getMimeEncoder().encodeToString(pair.publicKey().toPkcs1());
        String whole = pair.toPkcs1().expose(Base64.getMimeEncoder()::encodeToString);
        for (String pem : List.of(
                "-----BEGIN RSA PUBLIC KEY-----\n" + half + "\n-----END RSA PUBLIC KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\n" + whole + "\n-----END RSA PRIVATE KEY-----\n")) {
            Printed made = run("create", "--name", "n" + pem.length(), "--rsa-file", file("pem", pem));
            assertEquals(0, made.exit(), made.err());
            assertTrue(made.out().contains(" rsa "), made.out());
        }
        Printed small = run("create", "--name", "small", "--rsa-file", file("pem", "no key"));
        assertEquals(3, small.exit());
        assertTrue(small.err().contains("is no RSA key of 2048 to 4096 bits"), small.err());
        String cut = "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----\n";
        Printed broken = run("create", "--name", "broken", "--rsa-file", file("pem", cut));
        assertEquals(3, broken.exit());
        assertTrue(broken.err().contains("looks like base64 and is broken"), broken.err());
    }

    @Test
    void what_does_not_fit_together_is_a_usage_mistake() throws IOException {
        String key = file("k", KEY);
        assertEquals(2, run("create", "--name", "a/b").exit());
        assertEquals(2, run("create", "--name", "a", "--key-file", key).exit());
        assertEquals(
                2,
                run("create", "--name", "a", "--key-file", key, "--iv-file", key, "--rsa-file", key)
                        .exit());
        assertEquals(
                3,
                run("create", "--name", "a", "--key-file", key, "--iv-file", key)
                        .exit());
    }

    @Test
    void making_and_removing_are_in_the_audit_trail() {
        run("create", "--name", "packager");
        run("remove", "--name", "packager");
        String trail = terminal.run("audit", "list").out();
        assertTrue(trail.contains("signer.create") && trail.contains("signer.remove"), trail);
    }
}
