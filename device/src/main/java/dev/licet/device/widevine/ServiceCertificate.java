package dev.licet.device.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineSealedClientId;
import dev.licet.drm.wire.WidevineSignedCertificate;
import java.security.SecureRandom;
import java.util.Optional;

/// The certificate of a license service, to which a device seals its client id (reference: widevine.md 2.2).
public final class ServiceCertificate {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 4096;

    private final WidevineCertificate certificate;
    private final RsaPublicKey key;

    private ServiceCertificate(WidevineCertificate certificate, RsaPublicKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// Reads a service certificate and checks it as a device does.
    ///
    /// @param root the root that must have signed it; absent: not checked
    public static ServiceCertificate read(byte[] bytes, Optional<byte[]> root) throws MalformedMessage {
        var signed = WidevineSignedCertificate.read(bytes);
        var certificate = WidevineCertificate.read(signed.certificate());
        if (certificate.type() != WidevineCertificate.Type.SERVICE
                || certificate.providerId().isEmpty()) {
            throw new MalformedMessage("service certificate: not one of a license service");
        }
        if (root.isPresent() && !isSignedBy(root.get(), signed)) {
            throw new MalformedMessage("service certificate: not signed by the device's root");
        }
        return new ServiceCertificate(certificate, key(certificate));
    }

    private static boolean isSignedBy(byte[] root, WidevineSignedCertificate signed) throws MalformedMessage {
        var issuer =
                WidevineCertificate.read(WidevineSignedCertificate.read(root).certificate());
        return Rsa.verifyPss(key(issuer), signed.certificate(), signed.signature());
    }

    private static RsaPublicKey key(WidevineCertificate certificate) throws MalformedMessage {
        return RsaPublicKey.parsePkcs1(certificate.publicKey(), MIN_BITS, MAX_BITS)
                .orElseThrow(() -> new MalformedMessage("certificate: public key is not RSA of 2048 to 4096 bits"));
    }

    /// Whose service it is.
    public String provider() {
        return certificate.providerId().orElseThrow();
    }

    /// Seals a client id so that only the service can read it.
    public WidevineSealedClientId seal(byte[] clientId, SecureRandom random) {
        var privacyKey = SecretBytes.random(random, Aes.BLOCK_BYTES);
        byte[] iv = new byte[Aes.BLOCK_BYTES];
        random.nextBytes(iv);
        return new WidevineSealedClientId(
                provider(),
                certificate.serial(),
                Aes.cbcEncryptPadded(privacyKey, iv, clientId),
                iv,
                Rsa.encryptOaep(Rsa.Oaep.SHA1, key, privacyKey, random));
    }
}
