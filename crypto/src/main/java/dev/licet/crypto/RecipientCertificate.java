package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;

/// Reads the certificate of somebody whom keys are to be encrypted to (reference: speke-cpix.md 9.1). Who made it does
/// not matter: the caller has proved who it is in another way, and names the recipients itself.
public final class RecipientCertificate {
    /// The smallest RSA modulus in bits.
    public static final int LEAST_BITS = 2048;

    private static final int MOST_BITS = 8192;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    /// sha1WithRSAEncryption, ecdsa-with-SHA1 and id-dsa-with-sha1.
    private static final Set<String> SHA1 =
            Set.of("1.2.840.113549.1.1.5", "1.3.14.3.2.29", "1.2.840.10045.4.1", "1.2.840.10040.4.3");
    /// md5WithRSAEncryption and md2WithRSAEncryption.
    private static final Set<String> MD = Set.of("1.2.840.113549.1.1.4", "1.2.840.113549.1.1.2");

    private RecipientCertificate() {}

    /// The RSA key in a DER certificate; empty when it is no certificate, is signed with a broken hash, or
    /// holds another kind of key, one under [#LEAST_BITS], or one with another exponent than 65537.
    public static Optional<RsaPublicKey> read(byte[] der) {
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            String signed = certificate.getSigAlgOID();
            boolean broken = SHA1.contains(signed) || MD.contains(signed);
            if (broken || !(certificate.getPublicKey() instanceof RSAPublicKey rsa)) return Optional.empty();
            return EXPONENT.equals(rsa.getPublicExponent())
                    ? RsaPublicKey.checked(rsa, LEAST_BITS, MOST_BITS)
                    : Optional.empty();
        } catch (CertificateException | ClassCastException notACertificate) {
            return Optional.empty();
        }
    }
}
