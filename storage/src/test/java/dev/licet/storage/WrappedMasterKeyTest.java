package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.HardwareKey;
import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A master key that is nothing without a hardware module, played by SoftHSM 2.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(
        named = "licet.softhsm.unavailable",
        matches = "true",
        disabledReason = "the operator said that there is no SoftHSM here")
final class WrappedMasterKeyTest {
    private static final String PIN = "1234";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final SeededRandom random = new SeededRandom(1);
    private Path library;

    @BeforeAll
    void makeToken() throws IOException, InterruptedException {
        library = Stream.of("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib64/pkcs11", "/usr/local/lib/softhsm")
                .map(folder -> Path.of(folder, "libsofthsm2.so"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM 2 is missing: install the package softhsm2"
                        + " (apt-get install softhsm2), or run with -Dlicet.softhsm.unavailable=true"));
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = Files.createTempDirectory(configuration.getParent(), "softhsm");
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        var init = new ProcessBuilder(
                "softhsm2-util", "--init-token", "--free", "--label", "licet", "--pin", PIN, "--so-pin", PIN);
        assertEquals(
                0,
                init.redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor());
        assertWrongPinIsRefused();
    }

    /// Before anything else: a process that is logged in stays so, whatever PIN comes later.
    private void assertWrongPinIsRefused() {
        var place = new HardwareKey.Place(
                library, 0, SecretBytes.copyOf("4321".getBytes(StandardCharsets.US_ASCII)), "one");
        var refused = assertThrows(DatabaseRefused.class, () -> MasterKeyFile.wrapped(Path.of("master.key"), place));
        assertTrue(refused.getMessage().contains("PIN") && !refused.getMessage().contains("4321"));
    }

    private Path path(String data, String suffix) {
        return directory.resolve(data).resolve("master.key" + suffix);
    }

    private MasterKeyFile file(String data, String label, String pin) {
        var secret = SecretBytes.copyOf(pin.getBytes(StandardCharsets.US_ASCII));
        return MasterKeyFile.wrapped(path(data, ""), new HardwareKey.Place(library, 0, secret, label));
    }

    private Database open(String data, MasterKeyFile file) {
        Path folder = directory.resolve(data);
        var place = new Place.Embedded(folder);
        MasterKeyFile.refuseToReplace(path(data, ""), place, () -> Database.isThere(place, Duration.ZERO));
        var master = file.open(random);
        return Database.open(
                new DatabaseSettings(new Place.Embedded(folder), master, clock, random, Duration.ofMinutes(1)));
    }

    @Test
    void the_first_start_makes_both_keys_and_a_restart_finds_them() throws IOException {
        open("a", file("a", "one", PIN)).close();
        open("a", file("a", "one", PIN)).close();
        var master = file("a", "one", PIN).open(random).bytes();
        String text = Files.readString(path("a", "")).strip();
        assertEquals(2 * (12 + MasterKey.BYTES + 16), text.length());
        assertFalse(text.contains(master.expose(HexFormat.of()::formatHex).toLowerCase(Locale.ROOT)));
    }

    @Test
    void another_key_or_a_missing_file_is_refused_and_nothing_is_made() throws IOException {
        open("b", file("b", "two", PIN)).close();
        var noKey = assertThrows(DatabaseRefused.class, () -> file("b", "three", PIN));
        assertTrue(noKey.getMessage().contains("no AES key three"), noKey.getMessage());
        open("c", file("c", "four", PIN)).close();
        var otherKey = assertThrows(DatabaseRefused.class, () -> open("b", file("b", "four", PIN)));
        assertTrue(otherKey.getMessage().contains("does not open the master key file"), otherKey.getMessage());
        Files.delete(path("b", ""));
        var missing = assertThrows(DatabaseRefused.class, () -> open("b", file("b", "two", PIN)));
        assertTrue(missing.getMessage().contains("is missing"), missing.getMessage());
    }

    @Test
    void it_is_replaced_like_any_other() throws IOException {
        var file = file("d", "five", PIN);
        try (Database service = open("d", file)) {
            String before = Files.readString(path("d", ""));
            service.masterKeyRotation().rotate(file);
            assertNotEquals(before, Files.readString(path("d", "")));
            assertEquals(before, Files.readString(path("d", ".previous")));
        }
        open("d", file("d", "five", PIN)).close();
    }
}
