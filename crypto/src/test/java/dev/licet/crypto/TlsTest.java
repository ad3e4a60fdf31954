package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

/// Whose certificates a client believes, and which one it shows: asked of a server over loopback.
class TlsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey KEY = RsaPrivateKey.generate(2048, RANDOM);
    private static final RsaPrivateKey OTHER = RsaPrivateKey.generate(2048, RANDOM);
    private static final byte[] CERTIFICATE = SelfSignedCertificate.make(
            "localhost", KEY, new SelfSignedCertificate.Validity(Instant.EPOCH, Duration.ofDays(29_000)), RANDOM);

    private static byte[] pem(String label, byte[] der) {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label + "-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] keyPem(RsaPrivateKey key) {
        return pem("PRIVATE KEY", key.toPkcs8().expose(byte[]::clone));
    }

    private static ClientIdentity identity() throws BadPem {
        return ClientIdentity.of(pem("CERTIFICATE", CERTIFICATE), keyPem(KEY));
    }

    private static X509Certificate certificate() throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(CERTIFICATE));
    }

    private static SSLContext server() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] pkcs8 = KEY.toPkcs8().expose(byte[]::clone);
        var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate()});
        store.setCertificateEntry("client", certificate());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// One byte from a server that may want to know its client.
    private static int asked(Authorities client, boolean needsClient) throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var listening = (SSLServerSocket) server().getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            listening.setNeedClientAuth(needsClient);
            var answering = Thread.startVirtualThread(() -> answer(listening));
            try (var socket =
                    (SSLSocket) client.context().getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
                socket.setSoTimeout(30_000);
                socket.startHandshake();
                return socket.getInputStream().read();
            } finally {
                answering.join();
            }
        }
    }

    private static void answer(SSLServerSocket listening) {
        try (var socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
            socket.getOutputStream().write(7);
        } catch (IOException refused) {
            // The client sees it as well, and says so.
        }
    }

    @Test
    void a_private_authority_is_believed_by_whoever_names_it() throws Exception {
        for (byte[] named : List.of(CERTIFICATE, pem("CERTIFICATE", CERTIFICATE))) {
            assertEquals(7, asked(Authorities.with(named).orElseThrow(), false));
        }
        var stranger = assertThrows(SSLException.class, () -> asked(Authorities.USUAL, false));
        assertEquals(Optional.of("no known authority has signed it"), Authorities.distrust(stranger));
        assertEquals(Optional.empty(), Authorities.stranger(stranger));
    }

    @Test
    void what_holds_no_certificate_names_no_authority() {
        assertEquals(Optional.empty(), Authorities.with(new byte[0]).map(_ -> "some"));
        assertEquals(Optional.empty(), Authorities.with(new byte[] {1, 2, 3}).map(_ -> "some"));
    }

    @Test
    void the_usual_ones_are_those_of_the_installation_and_stay_beside_private_ones() throws Exception {
        assertSame(SSLContext.getDefault(), Authorities.USUAL.context());
        var stranger =
                assertThrows(SSLException.class, () -> asked(Authorities.USUAL.showing(TlsTest::unchecked), false));
        assertEquals(Optional.of("no known authority has signed it"), Authorities.distrust(stranger));
    }

    private static ClientIdentity unchecked() {
        try {
            return identity();
        } catch (BadPem impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void a_client_shows_its_certificate_to_who_asks_for_it() throws Exception {
        var believing = Authorities.with(CERTIFICATE).orElseThrow();
        assertEquals(7, asked(believing.showing(TlsTest::unchecked), true));
        var unknown = assertThrows(SSLException.class, () -> asked(believing, true));
        assertEquals(Optional.of("certificate_required"), Authorities.stranger(unknown));
        assertEquals(Optional.empty(), Authorities.distrust(unknown));
    }

    @Test
    void what_is_shown_is_current_and_serves_nobody_else() throws Exception {
        var keys = (X509ExtendedKeyManager) ClientIdentity.showing(TlsTest::unchecked)[0];
        String[] types = {"RSA"};
        String name = keys.chooseClientAlias(types, null, null);
        assertEquals(name, keys.chooseEngineClientAlias(types, null, null));
        assertArrayEquals(new String[] {name}, keys.getClientAliases("RSA", null));
        assertEquals(certificate(), keys.getCertificateChain(name)[0]);
        assertEquals("RSA", keys.getPrivateKey(name).getAlgorithm());
        assertNull(keys.getServerAliases("RSA", null));
        assertNull(keys.chooseServerAlias("RSA", null, null));
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        var bad = assertThrows(BadPem.class, () -> ClientIdentity.of(CERTIFICATE, keyPem(OTHER)));
        assertEquals("the key is not that of the certificate", bad.getMessage());
    }

    @Test
    void a_file_without_what_is_wanted_says_so() {
        assertEquals("there is no certificate in it", certificates(""));
        assertEquals("it holds no certificates in PEM", certificates("nonsense"));
        assertEquals("it holds no private key as PKCS#8 in PEM (openssl pkcs8 -topk8 -nocrypt)", key(""));
        assertEquals("the private key is not base64", key("-----BEGIN PRIVATE KEY-----A-----END PRIVATE KEY-----"));
        assertEquals(
                "the private key is none of RSA, EC, EdDSA",
                key("-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----"));
    }

    private static String certificates(String text) {
        return assertThrows(BadPem.class, () -> Pem.certificates(text.getBytes(StandardCharsets.US_ASCII)))
                .getMessage();
    }

    private static String key(String text) {
        return assertThrows(BadPem.class, () -> Pem.key(text.getBytes(StandardCharsets.US_ASCII)))
                .getMessage();
    }

    @Test
    void a_server_that_is_not_believed_is_told_why() {
        distrusted("no known authority has signed it", new CertificateException("x", new CertPathBuilderException()));
        distrusted("No name matching host found", new CertificateException("No name matching host found"));
        distrusted("expired", new CertificateException("expired\non some day"));
        distrusted("it is not valid", new CertificateException(""));
        distrusted("no peer", new SSLPeerUnverifiedException("no peer"));
        distrusted("PKIX path", new SSLHandshakeException("PKIX path"));
        assertEquals(Optional.empty(), Authorities.distrust(new IOException("PKIX path")));
        assertEquals(Optional.empty(), Authorities.distrust(new SSLHandshakeException("closed")));
    }

    private static void distrusted(String words, Exception cause) {
        assertEquals(Optional.of(words), Authorities.distrust(cause));
        if (!(cause instanceof SSLHandshakeException)) {
            assertEquals(Optional.of(words), Authorities.distrust(new IOException("failed", cause)));
        }
    }

    @Test
    void a_server_that_knows_no_such_client_says_so_in_an_alert() {
        var alert = new SSLException("Received fatal alert: unknown_ca");
        assertEquals(Optional.of("unknown_ca"), Authorities.stranger(alert));
        assertEquals(Optional.of("unknown_ca"), Authorities.stranger(new IOException("failed", alert)));
        assertEquals(Optional.empty(), Authorities.stranger(new IOException("Received fatal alert: unknown_ca")));
        assertEquals(Optional.empty(), Authorities.stranger(new SSLException("unknown_ca")));
        assertEquals(
                Optional.empty(), Authorities.stranger(new SSLException("Received fatal alert: handshake_failure")));
    }
}
