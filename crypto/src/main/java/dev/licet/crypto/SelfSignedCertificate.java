package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// X.509 certificates (RFC 5280) as FairPlay needs them: a public key in a DER envelope whose hash names it.
/// The JDK can read certificates but has no public way to make one, hence the thirty lines of DER.
public final class SelfSignedCertificate {
    /// `sha256WithRSAEncryption`, RFC 8017 appendix A.2.4, with its NULL parameters.
    private static final byte[] SHA256_WITH_RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00
    };
    /// Object identifier 2.5.4.3, common name.
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfSignedCertificate() {}

    /// When a certificate holds.
    public record Validity(Instant from, Duration length) {}

    /// A version 1 certificate for `key`, signed by itself.
    /// @return DER
    public static byte[] make(String commonName, RsaPrivateKey key, Validity validity, SecureRandom random) {
        byte[] name = name(commonName);
        byte[] body = Der.element(
                Der.SEQUENCE,
                Der.integer(new BigInteger(127, random).setBit(126)),
                SHA256_WITH_RSA,
                name,
                Der.element(
                        Der.SEQUENCE,
                        time(validity.from()),
                        time(validity.from().plus(validity.length()))),
                name,
                key.publicKey().toSpki());
        return Der.element(Der.SEQUENCE, body, SHA256_WITH_RSA, Der.bitString(sign(key, body, random)));
    }

    private static byte[] name(String commonName) {
        byte[] text = Der.element(Der.UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
        byte[] attribute = Der.element(Der.SEQUENCE, COMMON_NAME, text);
        return Der.element(Der.SEQUENCE, Der.element(Der.SET, attribute));
    }

    private static byte[] time(Instant instant) {
        return Der.element(Der.GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sign(RsaPrivateKey key, byte[] body, SecureRandom random) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key.jca(), random);
            signer.update(body);
            return signer.sign();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("SHA256withRSA", missing);
        }
    }

    /// The RSA key inside a DER certificate; empty when it is no certificate or holds another kind of key.
    /// Expiry is not looked at: FairPlay does not enforce it (reference: fairplay.md 2.3).
    public static Optional<RsaPublicKey> publicKeyOf(byte[] der) {
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return certificate.getPublicKey() instanceof RSAPublicKey rsa
                    ? RsaPublicKey.checked(rsa, 1024, 4096)
                    : Optional.empty();
        } catch (CertificateException notACertificate) {
            return Optional.empty();
        }
    }
}
