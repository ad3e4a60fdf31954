package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.SecretBytes;
import dev.licet.server.command.Terminal.Printed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the documents of DASH-IF (reference: speke-cpix.md 9.1).
class CpixImportTest {
    private static final Path VECTORS = Path.of("../keys/src/test/resources/dev/licet/keys/cpix");

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() throws IOException {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
        Files.writeString(directory.resolve("kek"), "000102030405060708090a0b0c0d0e0f");
        byte[] pfx = Files.readAllBytes(VECTORS.resolve("Cert1.pfx"));
        var password = SecretBytes.copyOf("Cert1".getBytes(StandardCharsets.US_ASCII));
        var entry =
                ((Pkcs12.Opening.Opened) Pkcs12.open(pfx, password)).entries().getFirst();
        Files.write(directory.resolve("recipient.der"), entry.key().toPkcs8().<byte[]>expose(byte[]::clone));
    }

    private Printed take(String document, String... more) {
        var all = new ArrayList<>(
                List.of("keys", "import-cpix", VECTORS.resolve(document).toString()));
        all.addAll(List.of("--account", "201722", "--environment", "test"));
        all.addAll(List.of("--kek-file", directory.resolve("kek").toString()));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    private String[] recipient(String... more) {
        var all = new ArrayList<>(
                List.of("--recipient-key", directory.resolve("recipient.der").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void an_encrypted_document_gives_its_four_keys_to_its_recipient_alone() {
        Printed closed = take("EncryptedContentKeys.xml", "--content-id", "bought");
        assertEquals(3, closed.exit());
        assertTrue(closed.err().contains("The keys of the document are encrypted"), closed.err());
        Printed taken = take("EncryptedContentKeys.xml", recipient("--content-id", "bought"));
        assertEquals(0, taken.exit(), taken.err());
        assertEquals(5, taken.out().lines().count(), taken.out());
        String listed = terminal.run(
                        "keys",
                        "packaging",
                        "copy",
                        "bought",
                        "--account",
                        "201722",
                        "--environment",
                        "test",
                        "--for",
                        "ffmpeg",
                        "--kek-file",
                        directory.resolve("kek").toString())
                .out();
        assertTrue(listed.contains("-encryption_kid "), listed);
        assertFalse(terminal.run("audit", "list").out().contains(value(listed)));
    }

    private static String value(String line) {
        int at = line.indexOf("-encryption_key ") + "-encryption_key ".length();
        return line.substring(at, at + 32);
    }

    @Test
    void a_wrong_mac_is_refused_and_nothing_is_taken() {
        Printed refused = take("Invalid_WrongMac.xml", recipient("--content-id", "forged"));
        assertEquals(3, refused.exit());
        assertTrue(refused.err().contains("does not open"), refused.err());
        String listed = terminal.run("keys", "packaging", "list", "--account", "201722", "--environment", "test")
                .out();
        assertFalse(listed.contains("forged"), listed);
    }

    @Test
    void a_document_without_a_content_id_needs_one() {
        assertEquals(3, take("ClearContentKeysOnly.xml").exit());
        assertEquals(
                0, take("ClearContentKeysOnly.xml", "--content-id", "clear").exit());
    }
}
