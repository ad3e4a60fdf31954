package dev.licet.drm.wire;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A certificate with its private key, which can certify others: the self-made test root, and everything under it.
/// Nothing here has to do with Google's root; a genuine device accepts none of it.
///
/// @param certificate `SignedDrmCertificate` bytes with all signers except the root
/// @param key         the private half
public record WidevineIssuer(byte[] certificate, RsaPrivateKey key) {
    private static final int SERIAL_BYTES = 16;
    private static final long LICENSE_SERVER = 1;

    /// A root, which certifies itself.
    public static WidevineIssuer root(RsaPrivateKey key, Instant now, SecureRandom random) {
        var root = certificate(new Kind(WidevineCertificate.Type.ROOT, OptionalLong.empty()), key, now, random);
        return new WidevineIssuer(sign(root.toBytes(), key, Optional.empty(), random), key);
    }

    /// Certifies a device model; for a root.
    public WidevineIssuer model(long systemId, RsaPrivateKey modelKey, Instant now, SecureRandom random) {
        var kind = new Kind(WidevineCertificate.Type.DEVICE_MODEL, OptionalLong.of(systemId));
        return issue(certificate(kind, modelKey, now, random), modelKey, random);
    }

    /// Certifies a license service, to which players seal their identity; for a root.
    public WidevineIssuer service(String providerId, RsaPrivateKey serviceKey, Instant now, SecureRandom random) {
        var service = new WidevineCertificate(
                WidevineCertificate.Type.SERVICE,
                serial(random),
                OptionalLong.of(now.getEpochSecond()),
                serviceKey.publicKey().toPkcs1(),
                OptionalLong.empty(),
                Optional.of(providerId),
                List.of(LICENSE_SERVER),
                OptionalInt.empty(),
                OptionalLong.empty());
        return issue(service, serviceKey, random);
    }

    /// Certifies a device of this model.
    public WidevineIssuer device(RsaPrivateKey deviceKey, Instant now, SecureRandom random) throws MalformedMessage {
        var kind = new Kind(WidevineCertificate.Type.DEVICE, own().systemId());
        return issue(certificate(kind, deviceKey, now, random), deviceKey, random);
    }

    /// Signs any certificate; `subject` becomes the key of the result.
    public WidevineIssuer issue(WidevineCertificate certified, RsaPrivateKey subject, SecureRandom random) {
        return new WidevineIssuer(sign(certified.toBytes(), key, signer(), random), subject);
    }

    /// What is certified here.
    public WidevineCertificate own() throws MalformedMessage {
        return WidevineCertificate.read(
                WidevineSignedCertificate.read(certificate).certificate());
    }

    /// The root stays out of the chains that it ends: who verifies them has it already.
    private Optional<byte[]> signer() {
        try {
            return own().type() == WidevineCertificate.Type.ROOT ? Optional.empty() : Optional.of(certificate);
        } catch (MalformedMessage notACertificate) {
            throw new IllegalStateException("issuer: " + notACertificate.getMessage());
        }
    }

    private static byte[] sign(byte[] certificate, RsaPrivateKey key, Optional<byte[]> signer, SecureRandom random) {
        byte[] signature = Rsa.signPss(key, certificate, random);
        return new WidevineSignedCertificate(certificate, signature, signer).toBytes();
    }

    /// @param systemId of the device model; a root has none
    private record Kind(WidevineCertificate.Type type, OptionalLong systemId) {}

    private static WidevineCertificate certificate(Kind kind, RsaPrivateKey key, Instant now, SecureRandom random) {
        return new WidevineCertificate(
                kind.type(),
                serial(random),
                OptionalLong.of(now.getEpochSecond()),
                key.publicKey().toPkcs1(),
                kind.systemId(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    private static byte[] serial(SecureRandom random) {
        byte[] serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        return serial;
    }
}
