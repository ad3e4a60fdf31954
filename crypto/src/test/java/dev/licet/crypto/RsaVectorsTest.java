package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What OpenSSL sealed and signed, by each engine: the JDK and, where there is a build of it, the native one.
/// `src/test/vectors/make` made the file.
class RsaVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<Integer, RsaPrivateKey> KEYS = new TreeMap<>();
    private static final List<Vector> VECTORS = read();

    record Vector(String what, int bits, String about, boolean good, byte[] text, byte[] result) {
        @Override
        public String toString() {
            return what + " " + bits + " " + about;
        }
    }

    private static List<Vector> read() {
        try (var file = RsaVectorsTest.class.getResourceAsStream("rsa-vectors.csv")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .toList();
            for (String[] line : lines) if (line[0].equals("key")) KEYS.put(Integer.valueOf(line[1]), key(line[2]));
            return lines.stream()
                    .filter(line -> !line[0].equals("key"))
                    .map(RsaVectorsTest::vector)
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static RsaPrivateKey key(String hex) {
        return RsaPrivateKey.parse(HEX.parseHex(hex)).orElseThrow();
    }

    private static Vector vector(String[] line) {
        return new Vector(
                line[0],
                Integer.parseInt(line[1]),
                line[2],
                line[3].equals("good"),
                HEX.parseHex(line[4]),
                HEX.parseHex(line[5]));
    }

    static Stream<Vector> sealed() {
        return VECTORS.stream().filter(vector -> vector.what.startsWith("oaep"));
    }

    static Stream<Vector> signed() {
        return VECTORS.stream().filter(vector -> vector.what.equals("pss"));
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void what_openssl_sealed_opens_and_no_other_padding_does(Vector vector) throws Exception {
        var variant = vector.what.equals("oaep-sha1") ? Rsa.Oaep.SHA1 : Rsa.Oaep.SHA256;
        var decryption = Rsa.decryption(variant, KEYS.get(vector.bits), vector.result);
        if (vector.good) {
            assertArrayEquals(vector.text, RsaEngine.run(decryption));
            assertArrayEquals(vector.text, RsaEngine.runByJdk(decryption));
        } else {
            assertThrows(BadPaddingException.class, () -> RsaEngine.run(decryption));
            assertThrows(BadPaddingException.class, () -> RsaEngine.runByJdk(decryption));
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void what_openssl_signed_verifies_and_no_other_padding_does(Vector vector) throws Exception {
        var verification = Rsa.verification(KEYS.get(vector.bits).publicKey(), vector.text, vector.result);
        assertEquals(vector.good, RsaEngine.run(verification));
        assertEquals(vector.good, RsaEngine.runByJdk(verification));
    }

    @Test
    void the_file_has_all_that_was_made() {
        assertEquals(3, KEYS.size());
        assertEquals(57, sealed().count());
        assertEquals(36, signed().count());
    }
}
