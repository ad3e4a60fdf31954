package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecretBytes KEY = SecretBytes.parseHex("2b7e151628aed2a6abf7158809cf4f3c");
    private static final byte[] BLOCK = HEX.parseHex("6bc1bee22e409f96e93d7e117393172a");

    /// NIST SP 800-38A, F.1.1.
    @Test
    void the_published_block_encrypts_to_the_published_one() {
        byte[] encrypted = Aes.encryptBlock(KEY, BLOCK);
        assertEquals("3ad77bb40d7a3660a89ecaf32466ef97", HEX.formatHex(encrypted));
        assertArrayEquals(BLOCK, Aes.decryptBlock(KEY, encrypted));
        assertThrows(IllegalArgumentException.class, () -> Aes.encryptBlock(KEY, new byte[15]));
    }

    /// NIST SP 800-38A, F.2.1.
    @Test
    void the_published_chain_encrypts_to_the_published_one() {
        byte[] iv = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] encrypted = Aes.cbcEncrypt(KEY, iv, BLOCK);
        assertEquals("7649abac8119b246cee98e9b12e9197d", HEX.formatHex(encrypted));
        assertArrayEquals(BLOCK, Aes.cbcDecrypt(KEY, iv, encrypted).orElseThrow());
        assertTrue(Aes.cbcDecrypt(KEY, iv, new byte[15]).isEmpty());
    }

    /// NIST SP 800-38A, F.5.1: the first two blocks, the second cut.
    @Test
    void counting_encrypts_to_the_published_blocks_and_undoes_itself() {
        byte[] counter = HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        byte[] plain = HEX.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c");
        byte[] encrypted = Aes.ctr(KEY, counter, plain);
        assertEquals("874d6191b620e3261bef6864990db6ce9806f66b7970fdff", HEX.formatHex(encrypted));
        assertArrayEquals(plain, Aes.ctr(KEY, counter, encrypted));
    }

    /// NIST SP 800-38A, F.2.5: the first block; the second is padding.
    @Test
    void a_key_of_32_bytes_gives_the_published_block_and_goes_nowhere_else() {
        byte[] iv = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
        SecretBytes key = SecretBytes.parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        String encrypted = HEX.formatHex(Aes.cbc256EncryptPadded(key, iv, BLOCK));
        assertEquals(64, encrypted.length());
        assertEquals("f58c4c04d6e5f1ba779eabfb5f7bfbd6", encrypted.substring(0, 32));
        assertThrows(IllegalArgumentException.class, () -> Aes.cbc256EncryptPadded(KEY, iv, BLOCK));
        assertThrows(IllegalArgumentException.class, () -> Aes.cbcEncryptPadded(key, iv, BLOCK));
        assertThrows(IllegalArgumentException.class, () -> Aes.cbcDecryptPadded(key, iv, BLOCK));
        assertThrows(IllegalArgumentException.class, () -> Aes.encryptBlock(key, BLOCK));
    }

    @Test
    void what_a_key_of_32_bytes_encrypted_it_decrypts_and_no_other_does() {
        byte[] iv = new byte[16];
        SecretBytes key = SecretBytes.parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        byte[] encrypted = Aes.cbc256EncryptPadded(key, iv, BLOCK);
        assertTrue(Aes.cbc256DecryptPadded(key, iv, encrypted).orElseThrow().sameAs(SecretBytes.copyOf(BLOCK)));
        assertTrue(Aes.cbc256DecryptPadded(key, iv, new byte[17]).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> Aes.cbc256DecryptPadded(KEY, iv, encrypted));
    }

    @Test
    void padding_adds_a_whole_block_to_whole_blocks() {
        byte[] iv = new byte[16];
        byte[] encrypted = Aes.cbcEncryptPadded(KEY, iv, BLOCK);
        assertEquals(32, encrypted.length);
        assertArrayEquals(BLOCK, Aes.cbcDecryptPadded(KEY, iv, encrypted).orElseThrow());
        encrypted[31] ^= 1;
        assertTrue(Aes.cbcDecryptPadded(KEY, iv, encrypted).isEmpty());
    }

    /// Texts of each length, and each ending of up to 17 bytes that are all the same.
    @Test
    void an_unauthenticated_padding_is_right_where_the_jdk_says_so() {
        byte[] iv = new byte[16];
        for (int length = 0; length <= 32; length++) {
            byte[] plain = Arrays.copyOf(HEX.parseHex("a5".repeat(32)), length);
            assertUnpadded(iv, Aes.cbcEncryptPadded(KEY, iv, plain));
        }
        for (int last = 0; last < 256; last++) {
            for (int equal = 1; equal <= 17; equal++) {
                byte[] ending = new byte[32];
                Arrays.fill(ending, 32 - equal, 32, (byte) last);
                assertUnpadded(iv, Aes.cbcEncrypt(KEY, iv, ending));
            }
        }
        assertTrue(Aes.cbcDecryptUnauthenticated(KEY, iv, new byte[0]).isEmpty());
        assertTrue(Aes.cbcDecryptUnauthenticated(KEY, iv, new byte[17]).isEmpty());
    }

    private static void assertUnpadded(byte[] iv, byte[] encrypted) {
        var said = Aes.cbcDecryptUnauthenticated(KEY, iv, encrypted).orElseThrow();
        var jdks = Aes.cbcDecryptPadded(KEY, iv, encrypted);
        assertEquals(jdks.isPresent(), said.wellPadded());
        jdks.ifPresentOrElse(
                text -> assertArrayEquals(text, said.text()),
                () -> assertEquals(encrypted.length - 1, said.text().length));
    }

    /// RFC 5869, test case 1, and RFC 4231, test case 2.
    @Test
    void derivation_and_authentication_give_the_published_values() {
        SecretBytes input = SecretBytes.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
        SecretBytes derived = Hkdf.derive(
                input, HEX.parseHex("000102030405060708090a0b0c"), HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42);
        assertTrue(derived.sameAs(SecretBytes.parseHex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf" + "34007208d5b887185865")));
        byte[] mac = Hmac.sha256(
                SecretBytes.copyOf("Jefe".getBytes()), "what do ya want ".getBytes(), "for nothing?".getBytes());
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", HEX.formatHex(mac));
    }

    @Test
    void sealed_bytes_open_only_with_everything_unchanged() {
        SecretBytes key = SecretBytes.copyOf(new byte[32]);
        byte[] sealed = Aead.seal(key, new byte[12], BLOCK, BLOCK);
        assertArrayEquals(BLOCK, Aead.open(key, new byte[12], BLOCK, sealed).orElseThrow());
        assertTrue(Aead.open(key, new byte[12], new byte[16], sealed).isEmpty());
        assertTrue(Aead.open(key, new byte[12], BLOCK, new byte[15]).isEmpty());
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(Aead.open(key, new byte[12], BLOCK, flipped).isEmpty());
        }
    }
}
