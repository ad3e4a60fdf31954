package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What standards print, for everything that no other test of this package compares with one.
class PublishedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private static byte[] bytes(String hex) {
        return HEX.parseHex(hex == null ? "" : hex);
    }

    private static SecretBytes secret(String hex) {
        return SecretBytes.copyOf(bytes(hex));
    }

    /// McGrew and Viega, The Galois/Counter Mode of Operation, test cases 13 to 16: those with a key of 256 bits and a
    /// nonce of 96. A changed bit anywhere in what is sealed, associated or its nonce opens nothing.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    00{32}, 00{12}, '', '', '', 530f8afbc74536b9a963b4f1c4cb738b
                    00{32}, 00{12}, '', 00{16}, cea7403d4d606b6e074ec5d3baf39d18, d0d1c8a799996bf0265b98b5d48ab919
                    KEY, cafebabefacedbaddecaf888, '', TEXT, CIPHER, b094dac5d93471bdec1a502270e3cc6c
                    KEY, cafebabefacedbaddecaf888, ADD, SHORT, LESS, 76fc6ece0f4e1768cddf8853bb2d551b
                    """)
    void gcm_seals_the_published_texts(String key, String nonce, String add, String text, String cipher, String tag) {
        SecretBytes secret = secret(gcm(key));
        byte[] sealed = bytes(gcm(cipher) + tag);
        assertArrayEquals(sealed, Aead.seal(secret, bytes(gcm(nonce)), bytes(gcm(add)), bytes(gcm(text))));
        byte[] opened =
                Aead.open(secret, bytes(gcm(nonce)), bytes(gcm(add)), sealed).orElseThrow();
        assertArrayEquals(bytes(gcm(text)), opened);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(Optional.empty(), Aead.open(secret, bytes(gcm(nonce)), bytes(gcm(add)), forged));
        }
    }

    private static String gcm(String name) {
        String text = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
        String cipher = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";
        return switch (name) {
            case "KEY" -> "feffe9928665731c6d6a8f9467308308".repeat(2);
            case "TEXT" -> text;
            case "SHORT" -> text.substring(0, 120);
            case "CIPHER" -> cipher;
            case "LESS" -> cipher.substring(0, 120);
            case "ADD" -> "feedfacedeadbeeffeedfacedeadbeefabaddad2";
            case "00{32}" -> "00".repeat(32);
            case "00{16}" -> "00".repeat(16);
            case "00{12}" -> "00".repeat(12);
            default -> name;
        };
    }

    /// RFC 4231, test cases 1, 3 and 4.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, 1, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
                    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dd, 50, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe
                    0102030405060708090a0b0c0d0e0f10111213141516171819, cd, 50, 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b
                    """)
    void hmac_gives_the_published_tags(String key, String data, int times, String tag) {
        assertEquals(tag, HEX.formatHex(Hmac.sha256(secret(key), bytes(data.repeat(times)))));
    }

    /// RFC 5869, test case 3: without salt and without a context.
    @ParameterizedTest
    @CsvSource("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,"
            + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    void hkdf_derives_the_published_bytes(String key, String derived) {
        SecretBytes bytes = Hkdf.derive(secret(key), new byte[0], new byte[0], derived.length() / 2);
        assertEquals(derived, bytes.expose(HEX::formatHex));
    }
}
