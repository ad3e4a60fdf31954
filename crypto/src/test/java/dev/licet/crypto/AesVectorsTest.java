package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What OpenSSL encrypted, wrapped and derived: AES in each mode that is used, and PBKDF2.
/// `src/test/vectors/make-aes` made the file. These primitives have one engine, the JDK.
class AesVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<Vector> VECTORS = read();

    record Vector(String what, String about, boolean good, List<String> fields) {
        @Override
        public String toString() {
            return what + " " + about;
        }

        SecretBytes key() {
            return SecretBytes.copyOf(HEX.parseHex(fields.get(0)));
        }

        byte[] iv() {
            return HEX.parseHex(fields.get(1));
        }

        byte[] associated() {
            return HEX.parseHex(fields.get(2));
        }

        int iterations() {
            return Integer.parseInt(fields.get(2));
        }

        byte[] text() {
            return HEX.parseHex(fields.get(3));
        }

        byte[] result() {
            return HEX.parseHex(fields.get(4));
        }
    }

    private static List<Vector> read() {
        try (var file = AesVectorsTest.class.getResourceAsStream("aes-vectors.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> List.of(line.split(",", -1)))
                    .map(line ->
                            new Vector(line.get(0), line.get(1), line.get(2).equals("good"), line.subList(3, 8)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Stream<Vector> encrypted() {
        return VECTORS.stream().filter(vector -> !vector.what.equals("pbkdf2"));
    }

    static Stream<Vector> derived() {
        return VECTORS.stream().filter(vector -> vector.what.equals("pbkdf2"));
    }

    @ParameterizedTest
    @MethodSource("encrypted")
    void what_openssl_encrypted_is_decrypted_and_nothing_else(Vector vector) {
        assertEquals(vector.good, decrypted(vector).isPresent());
        if (!vector.good) return;
        assertArrayEquals(vector.text(), decrypted(vector).orElseThrow());
        assertArrayEquals(vector.result(), encrypted(vector));
    }

    private static Optional<byte[]> decrypted(Vector one) {
        return switch (one.what) {
            case "gcm" -> Aead.open(one.key(), one.iv(), one.associated(), one.result());
            case "cbc-padded-128" -> Aes.cbcDecryptPadded(one.key(), one.iv(), one.result());
            case "cbc-padded-256" ->
                Aes.cbc256DecryptPadded(one.key(), one.iv(), one.result()).map(AesVectorsTest::bytes);
            case "cbc" -> Aes.cbcDecrypt(one.key(), one.iv(), one.result());
            case "ctr" -> Optional.of(Aes.ctr(one.key(), one.iv(), one.result()));
            case "ecb" -> Optional.of(Aes.decryptBlock(one.key(), one.result()));
            case "kw" -> KeyWrap.unwrap(one.key(), one.result()).map(AesVectorsTest::bytes);
            default -> throw new IllegalArgumentException(one.what);
        };
    }

    private static byte[] encrypted(Vector one) {
        return switch (one.what) {
            case "gcm" -> Aead.seal(one.key(), one.iv(), one.associated(), one.text());
            case "cbc-padded-128" -> Aes.cbcEncryptPadded(one.key(), one.iv(), one.text());
            case "cbc-padded-256" -> Aes.cbc256EncryptPadded(one.key(), one.iv(), one.text());
            case "cbc" -> Aes.cbcEncrypt(one.key(), one.iv(), one.text());
            case "ctr" -> Aes.ctr(one.key(), one.iv(), one.text());
            case "ecb" -> Aes.encryptBlock(one.key(), one.text());
            case "kw" -> KeyWrap.wrap(one.key(), SecretBytes.copyOf(one.text()));
            default -> throw new IllegalArgumentException(one.what);
        };
    }

    private static byte[] bytes(SecretBytes secret) {
        return secret.expose(byte[]::clone);
    }

    @ParameterizedTest
    @MethodSource("derived")
    void what_openssl_derived_from_a_password_matches_and_nothing_else(Vector vector) {
        var hash = new PasswordHash(vector.iv(), vector.iterations(), vector.result());
        assertEquals(vector.good, hash.matches(SecretBytes.copyOf(vector.text())));
    }

    @Test
    void the_file_has_all_that_was_made() {
        assertEquals(100, encrypted().count());
        assertEquals(28, derived().count());
    }
}
