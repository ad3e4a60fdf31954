package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Certificates and private keys for TLS, as PEM (RFC 7468).
public final class Pem {
    private static final Pattern KEY = Pattern.compile("(?s)-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] PROBE = "licet".getBytes(StandardCharsets.US_ASCII);

    private Pem() {}

    /// One certificate or more, in their order.
    ///
    /// @throws BadPem when there is none
    public static List<X509Certificate> certificates(byte[] text) throws BadPem {
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text));
            if (found.isEmpty()) throw new BadPem("there is no certificate in it");
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException unreadable) {
            throw new BadPem("it holds no certificates in PEM");
        }
    }

    /// A private key: PKCS#8, not encrypted.
    ///
    /// @throws BadPem when there is none, or one of another kind
    public static PrivateKey key(byte[] text) throws BadPem {
        var found = KEY.matcher(new String(text, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new BadPem("it holds no private key as PKCS#8 in PEM (openssl pkcs8 -topk8 -nocrypt)");
        }
        var encoded = new PKCS8EncodedKeySpec(decoded(found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException another) {
                continue;
            }
        }
        throw new BadPem("the private key is none of " + String.join(", ", ALGORITHMS));
    }

    private static byte[] decoded(String base64) throws BadPem {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException cut) {
            throw new BadPem("the private key is not base64");
        }
    }

    /// Whether a private key belongs to a certificate. While both files are replaced, one may be new and the
    /// other old.
    public static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            var signer = Signature.getInstance(algorithm(key));
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signed = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(PROBE);
            return signer.verify(signed);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
