package dev.licet.server.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.server.config.BadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportFileTest {
    private static final String GOOD = """
            # of the SDK
            uuid = 00112233-4455-6677-8899-AABBCCDDEEFF
            encryption-seed = 11111111111111111111111111111111
            iv-seed = 22222222222222222222222222222222
            mac-seed = 33333333333333333333333333333333
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("transport.properties"), text);
    }

    @Test
    void four_values_are_read() throws IOException {
        var profile = TransportFile.read(file(GOOD));
        assertArrayEquals(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"), profile.uuid());
        assertTrue(profile.encryptionSeed().sameAs(SecretBytes.parseHex("11".repeat(16))));
        assertTrue(profile.ivSeed().sameAs(SecretBytes.parseHex("22".repeat(16))));
        assertTrue(profile.macSeed().sameAs(SecretBytes.parseHex("33".repeat(16))));
    }

    @ParameterizedTest
    @CsvSource({
        "uuid, uid, must have uuid",
        "2222, 222, iv-seed must be",
        "3333, 333g, mac-seed must be",
        "# of the SDK, x=1, must have"
    })
    void anything_else_stops_the_start_without_a_value_in_the_message(String good, String bad, String why)
            throws IOException {
        Path file = file(GOOD.replaceFirst(good, bad));
        var refused = assertThrows(BadConfig.class, () -> TransportFile.read(file));
        // The name of the folder is random digits, which may be those of a value.
        String message = refused.getMessage().replace(file.toString(), "FILE");
        assertTrue(message.contains(why), message);
        assertFalse(message.contains("222"), message);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var refused = assertThrows(BadConfig.class, () -> TransportFile.read(folder.resolve("nowhere")));
        assertTrue(refused.getMessage().contains("nowhere: cannot be read"), refused.getMessage());
    }
}
