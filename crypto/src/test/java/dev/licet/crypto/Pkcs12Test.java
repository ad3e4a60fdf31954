package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs12Test {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] CERTIFICATE = SelfSignedCertificate.make(
            "test", KEY, new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(1)), RANDOM);

    private static final Pkcs12.Opening CLOSED = new Pkcs12.Opening.Closed();

    private static List<Pkcs12.Entry> opened(byte[] file, String password) {
        var opening = Pkcs12.open(file, password(password));
        if (opening instanceof Pkcs12.Opening.Opened(List<Pkcs12.Entry> entries)) return entries;
        throw new AssertionError(opening);
    }

    private static SecretBytes password(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(String password) throws Exception {
        return file(password, 1);
    }

    private static byte[] file(String password, int keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] pkcs8 = KEY.toPkcs8().expose(byte[]::clone);
        var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(CERTIFICATE));
        for (int i = 0; i < keys; i++) {
            store.setKeyEntry("fps" + i, key, password.toCharArray(), new Certificate[] {certificate});
        }
        store.setCertificateEntry("another", certificate);
        var out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    /// A file with a key that is locked with so many rounds, inside contents that are locked with ten.
    private static byte[] nested(String password, int rounds) throws Exception {
        byte[] pkcs7Data = HexFormat.of().parseHex("06092a864886f70d010701");
        byte[] pkcs7Encrypted = HexFormat.of().parseHex("06092a864886f70d010706");
        byte[] shrouded = HexFormat.of().parseHex("060b2a864886f70d010c0a0102");
        byte[] version0 = Der.integer(BigInteger.ZERO);
        byte[] inner = Der.element(Der.SEQUENCE, algorithm(rounds), Der.element(Der.OCTET_STRING, new byte[16]));
        byte[] bag = Der.element(Der.SEQUENCE, shrouded, Der.element(0xa0, inner));
        var parameters = AlgorithmParameters.getInstance("PBEWithSHA1AndDESede");
        parameters.init(new PBEParameterSpec(new byte[8], 10));
        var key = SecretKeyFactory.getInstance("PBEWithSHA1AndDESede")
                .generateSecret(new PBEKeySpec(password.toCharArray()));
        var cipher = Cipher.getInstance("PBEWithSHA1AndDESede");
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
        byte[] locked = cipher.doFinal(Der.element(Der.SEQUENCE, bag));
        byte[] encrypted = Der.element(
                Der.SEQUENCE, version0, Der.element(Der.SEQUENCE, pkcs7Data, algorithm(10), Der.element(0x80, locked)));
        byte[] contents = Der.element(Der.SEQUENCE, pkcs7Encrypted, Der.element(0xa0, encrypted));
        byte[] safe = Der.element(Der.OCTET_STRING, Der.element(Der.SEQUENCE, contents));
        return Der.element(
                Der.SEQUENCE,
                Der.integer(BigInteger.valueOf(3)),
                Der.element(Der.SEQUENCE, pkcs7Data, Der.element(0xa0, safe)));
    }

    /// pbeWithSHAAnd3-KeyTripleDES-CBC.
    private static byte[] algorithm(int rounds) {
        byte[] name = HexFormat.of().parseHex("060a2a864886f70d010c0103");
        return Der.element(
                Der.SEQUENCE,
                name,
                Der.element(
                        Der.SEQUENCE,
                        Der.element(Der.OCTET_STRING, new byte[8]),
                        Der.integer(BigInteger.valueOf(rounds))));
    }

    @Test
    void a_key_comes_out_with_its_certificate() throws Exception {
        List<Pkcs12.Entry> entries = opened(file("Gehäim 1"), "Gehäim 1");
        assertEquals(1, entries.size());
        assertArrayEquals(CERTIFICATE, entries.getFirst().certificate());
        assertTrue(entries.getFirst().key().publicKey().matches(KEY.publicKey()));
    }

    @Test
    void a_wrong_password_and_another_file_are_nothing() throws Exception {
        byte[] file = file("right");
        assertEquals(CLOSED, Pkcs12.open(file, password("wrong")));
        assertEquals(CLOSED, Pkcs12.open(file, password("")));
        assertEquals(CLOSED, Pkcs12.open(CERTIFICATE, password("right")));
        assertEquals(CLOSED, Pkcs12.open(new byte[0], password("right")));
        for (int length = 1; length < file.length; length += 97) {
            assertEquals(CLOSED, Pkcs12.open(Arrays.copyOf(file, length), password("right")));
        }
    }

    private static byte[] file(String password, String settings) throws Exception {
        for (String setting : settings.split(" ")) {
            String[] pair = setting.split("=");
            System.setProperty("keystore.pkcs12." + pair[0], pair[1]);
        }
        try {
            return file(password);
        } finally {
            for (String setting : settings.split(" ")) System.clearProperty("keystore.pkcs12." + setting.split("=")[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "macIterationCount=3",
                "macAlgorithm=HmacPBESHA1 certProtectionAlgorithm=PBEWithSHA1AndRC2_40"
                        + " keyProtectionAlgorithm=PBEWithSHA1AndDESede",
                "certProtectionAlgorithm=NONE macAlgorithm=NONE",
                "certProtectionAlgorithm=PBEWithHmacSHA512AndAES_256",
            })
    void files_of_every_kind_open_whatever_their_counts_stand_in(String settings) throws Exception {
        assertEquals(1, opened(file("right", settings), "right").size());
        assertEquals(CLOSED, Pkcs12.open(file("right", settings), password("wrong")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"macIterationCount", "certPbeIterationCount", "keyPbeIterationCount"})
    void each_count_is_read_before_anything_is_hashed(String which) throws Exception {
        byte[] file = file("right", which + "=1000001");
        for (String password : List.of("right", "wrong")) {
            var opening = Pkcs12.open(file, password(password));
            if (!(opening instanceof Pkcs12.Opening.TooSlow(BigInteger rounds, int entries))) {
                throw new AssertionError(opening);
            }
            assertEquals(2, entries);
            assertTrue(rounds.intValueExact() > 1_000_001);
        }
    }

    @Test
    void a_file_may_ask_for_a_million_rounds_in_all() throws Exception {
        byte[] most = file("right", "macIterationCount=998000 certPbeIterationCount=1000 keyPbeIterationCount=1000");
        assertEquals(1, opened(most, "right").size());
        byte[] more = file("right", "macIterationCount=998001 certPbeIterationCount=1000 keyPbeIterationCount=1000");
        assertEquals(
                new Pkcs12.Opening.TooSlow(BigInteger.valueOf(1_000_001), 2), Pkcs12.open(more, password("right")));
    }

    @Test
    void a_file_has_four_locked_pieces_at_most() throws Exception {
        assertEquals(3, opened(file("right", 3), "right").size());
        byte[] four = file("right", 4);
        if (!(Pkcs12.open(four, password("right")) instanceof Pkcs12.Opening.TooSlow(BigInteger rounds, int entries))) {
            throw new AssertionError("it was opened");
        }
        assertEquals(5, entries);
    }

    /// Whoever makes a file can lock a key twice: its count stands in what the first lock hides.
    @Test
    void a_count_that_is_hidden_behind_another_lock_is_read_before_its_key_is_derived() throws Exception {
        byte[] file = nested("right", 5_000_000);
        if (!(Pkcs12.open(file, password("right")) instanceof Pkcs12.Opening.TooSlow(BigInteger rounds, int entries))) {
            throw new AssertionError("it was opened");
        }
        assertEquals(2, entries);
        assertEquals(5_000_010, rounds.intValueExact());
        assertEquals(CLOSED, Pkcs12.open(file, password("wrong")));
    }

    @Test
    void what_was_damaged_is_refused_or_opens_and_throws_nothing() throws Exception {
        byte[] file = file("right", "macIterationCount=2 certPbeIterationCount=2 keyPbeIterationCount=2");
        for (int length = 0; length < file.length; length++) {
            assertEquals(CLOSED, Pkcs12.open(Arrays.copyOf(file, length), password("right")));
        }
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] damaged = file.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Pkcs12.open(damaged, password("right"));
        }
    }
}
