package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pkcs12Test {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] CERTIFICATE =
            SelfSignedCertificate.make("test", KEY, Instant.EPOCH, Duration.ofDays(1), RANDOM);

    private static SecretBytes password(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(String password) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] pkcs8 = KEY.toPkcs8().expose(byte[]::clone);
        var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        Certificate certificate =
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(CERTIFICATE));
        store.setKeyEntry("fps", key, password.toCharArray(), new Certificate[] {certificate});
        store.setCertificateEntry("another", certificate);
        var out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    @Test
    void a_key_comes_out_with_its_certificate() throws Exception {
        List<Pkcs12.Entry> entries =
                Pkcs12.open(file("Gehäim 1"), password("Gehäim 1")).orElseThrow();
        assertEquals(1, entries.size());
        assertArrayEquals(CERTIFICATE, entries.getFirst().certificate());
        assertTrue(entries.getFirst().key().publicKey().matches(KEY.publicKey()));
    }

    @Test
    void a_wrong_password_and_another_file_are_nothing() throws Exception {
        byte[] file = file("right");
        assertEquals(Optional.empty(), Pkcs12.open(file, password("wrong")));
        assertEquals(Optional.empty(), Pkcs12.open(file, password("")));
        assertEquals(Optional.empty(), Pkcs12.open(CERTIFICATE, password("right")));
        assertEquals(Optional.empty(), Pkcs12.open(new byte[0], password("right")));
        for (int length = 1; length < file.length; length += 97) {
            assertEquals(Optional.empty(), Pkcs12.open(Arrays.copyOf(file, length), password("right")));
        }
    }
}
