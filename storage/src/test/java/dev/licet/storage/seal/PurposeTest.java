package dev.licet.storage.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.Aead;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each key of the installation opens what was made under it and nothing else (reference: security.md T6, S11).
final class PurposeTest {
    private static final SecretBytes ROOT = SecretBytes.parseHex("42".repeat(32));
    private static final byte[] OBJECT = "an object".getBytes(StandardCharsets.US_ASCII);

    private final Vault vault = new Vault(ROOT, new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void what_is_made_for_one_purpose_is_good_for_that_alone(Purpose made) {
        byte[] tag = Hmac.sha256(vault.key(made), OBJECT);
        byte[] sealed = Aead.seal(vault.key(made), new byte[Aead.NONCE_BYTES], OBJECT, OBJECT);
        for (Purpose asked : Purpose.values()) {
            SecretBytes key = vault.key(asked);
            assertEquals(made == asked, Arrays.equals(tag, Hmac.sha256(key, OBJECT)), made + " as " + asked);
            boolean opens =
                    Aead.open(key, new byte[Aead.NONCE_BYTES], OBJECT, sealed).isPresent();
            assertEquals(made == asked, opens, made + " as " + asked);
        }
    }

    /// A key for a purpose is no root key, and no key of a column.
    @ParameterizedTest
    @EnumSource
    void no_column_opens_under_the_key_of_a_purpose(Purpose purpose) {
        var column = new Sealed("content_key", "sealed_ek", 1);
        byte[] sealed = vault.seal(column, SecretBytes.copyOf(OBJECT));
        var other = new Vault(vault.key(purpose), new SecureRandom());
        assertThrows(BrokenSeal.class, () -> other.open(column, sealed));
        assertThrows(BrokenSeal.class, () -> vault.open(column, other.seal(column, SecretBytes.copyOf(OBJECT))));
    }

    /// What is in databases was made under these: HKDF-SHA-256 of Python's `hmac`, root key 32 bytes 0x42.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    AUTHENTICATORS, ecbbf94fa357513b541ad49e6a1ae7c4f7a2d8bb93bc2bba6cc9e065cf9cb2f2
                    DEVICES, 1b011d46b7bd57f916c23d5cd4f121e171d72161783354700b0a244ebd6d61bd
                    BROWSERS, e5a8ae208bcef87c0f04a04e4d2fc600aa635a67b0d29069e9d9012e8754e522
                    AUDIT, b00ae2c7033fb38d8f80d60388dd1da6e6becc056dc573ef874a1a4a64814b58
                    BOOKS, 2d9cff3b80eae3953a1e131fcf9a0fd3c4a52c9335a7d746ae66bf1087abeea4
                    """)
    void a_released_key_never_changes(Purpose purpose, String key) {
        assertEquals(key, vault.key(purpose).expose(HexFormat.of()::formatHex));
    }
}
