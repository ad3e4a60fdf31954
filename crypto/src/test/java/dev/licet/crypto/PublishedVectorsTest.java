package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    /// RFC 4231, test cases 6 and 7: a key, then data as well, longer than a block.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    Test Using Larger Than Block-Size Key - Hash Key First, 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54
                    This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm., 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2
                    """)
    void hmac_hashes_a_long_key_first(String data, String tag) {
        byte[] message = data.getBytes(StandardCharsets.US_ASCII);
        assertEquals(tag, HEX.formatHex(Hmac.sha256(secret("aa".repeat(131)), message)));
    }

    /// RFC 4231, test cases 1 and 2, with SHA-512.
    @ParameterizedTest
    @CsvSource(textBlock = """
                    0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There, 87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854
                    4a656665, what do ya want for nothing?, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
                    """)
    void the_long_hmac_gives_the_published_tags(String key, String data, String tag) {
        assertEquals(tag, HEX.formatHex(Hmac.sha512(secret(key), data.getBytes(StandardCharsets.US_ASCII))));
    }

    /// RFC 5869, test case 2: everything longer than a block.
    @Test
    void hkdf_derives_the_published_long_bytes() {
        String derived =
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87";
        SecretBytes bytes = Hkdf.derive(SecretBytes.taking(counting(0x00)), counting(0x60), counting(0xb0), 82);
        assertEquals(derived, bytes.expose(HEX::formatHex));
    }

    private static byte[] counting(int from) {
        byte[] bytes = new byte[80];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (from + i);
        return bytes;
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
