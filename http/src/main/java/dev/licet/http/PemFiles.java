package dev.licet.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

/// Reads certificates and private keys from PEM files. Throws [BadCertificate] that says which file is wrong,
/// and how.
final class PemFiles {
    private static final Pattern KEY = Pattern.compile("(?s)-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] PROBE = "licet".getBytes(StandardCharsets.US_ASCII);

    private PemFiles() {}

    static List<X509Certificate> certificates(Path file) {
        try {
            var found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(file)));
            if (found.isEmpty()) throw new BadCertificate(file, "there is no certificate in it");
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException unreadable) {
            throw new BadCertificate(file, "it holds no certificates in PEM");
        }
    }

    static PrivateKey key(Path file) {
        String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
        var found = KEY.matcher(text);
        if (!found.find()) {
            throw new BadCertificate(file, "it holds no private key as PKCS#8 in PEM (openssl pkcs8 -topk8 -nocrypt)");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException another) {
                continue;
            }
        }
        throw new BadCertificate(file, "the private key is none of " + String.join(", ", ALGORITHMS));
    }

    /// Whether a private key belongs to a certificate. While both files are replaced, one may be new and the
    /// other old.
    static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signer = Signature.getInstance(algorithm);
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

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new BadCertificate(file, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw new BadCertificate(file, "it may not be read by the user " + System.getProperty("user.name"));
        } catch (IOException unreadable) {
            throw new BadCertificate(file, "it cannot be read: " + unreadable.getMessage());
        }
    }
}
