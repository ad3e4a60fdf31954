package dev.licet.drm.widevine;

import dev.licet.crypto.RsaPublicKey;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineSignedCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The certificates of a device, taken apart: device, model, and the root if it was sent along.
///
/// @param device the device's own
/// @param model  who certified it
/// @param root   who certified the model
/// @param origin where it comes from
record DeviceChain(Link device, Link model, Optional<Link> root, Origin origin) {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;

    /// Where a chain comes from.
    ///
    /// @param sent  all of it as it came
    /// @param under the certificate of the root that it was verified under, when it is one that is remembered
    record Origin(SentChain sent, Optional<byte[]> under) {}

    /// One certificate, with its key within the limits of size and exponent.
    record Link(WidevineSignedCertificate signed, WidevineCertificate certificate, RsaPublicKey key) {
        static Link of(WidevineSignedCertificate signed) throws MalformedMessage {
            var certificate = WidevineCertificate.read(signed.certificate());
            if (!certificate.isRsa() || !signed.hashesWithSha1()) {
                throw new MalformedMessage("certificate: only RSA with SHA-1 is served here");
            }
            var key = RsaPublicKey.parsePkcs1(certificate.publicKey(), MIN_RSA_BITS, MAX_RSA_BITS);
            if (key.isEmpty()) throw new MalformedMessage("certificate: public key is not RSA of 2048 to 4096 bits");
            return new Link(signed, certificate, key.get());
        }
    }

    /// The bytes of a chain of device certificates, where a client id has one.
    static Optional<SentChain> sent(WidevineClientId clientId) {
        return clientId.type() == WidevineClientId.DEVICE_CERTIFICATE
                ? clientId.token().map(SentChain::of)
                : Optional.empty();
    }

    static Finding<DeviceChain> read(WidevineClientId clientId) {
        return read(clientId, sent(clientId));
    }

    /// @param sent the bytes of its chain
    static Finding<DeviceChain> read(WidevineClientId clientId, Optional<SentChain> sent) {
        if (clientId.type() != WidevineClientId.DEVICE_CERTIFICATE) {
            return Finding.foreign(
                    "the client id is of type " + clientId.type() + ", only device certificates (1) are served");
        }
        try {
            return read(sent.orElse(SentChain.of(new byte[0])));
        } catch (MalformedMessage malformed) {
            return Finding.foreign(malformed.getMessage());
        }
    }

    private static Finding<DeviceChain> read(SentChain sent) throws MalformedMessage {
        var links = new ArrayList<Link>();
        for (var signed : WidevineSignedCertificate.readChain(sent.bytes())) links.add(Link.of(signed));
        var types = links.stream().map(link -> link.certificate().type()).toList();
        if (!isDeviceChain(types))
            return Finding.foreign("the certificate chain is " + types + ", not DEVICE, DEVICE_MODEL");
        var root = links.size() > 2 ? Optional.of(links.get(2)) : Optional.<Link>empty();
        return Finding.good(new DeviceChain(links.get(0), links.get(1), root, new Origin(sent, Optional.empty())));
    }

    /// The same, verified.
    DeviceChain under(Link issuer) {
        var verified = new Origin(origin.sent(), Optional.of(issuer.signed().certificate()));
        return new DeviceChain(device, model, root, verified);
    }

    private static boolean isDeviceChain(List<WidevineCertificate.Type> types) {
        var withRoot = List.of(
                WidevineCertificate.Type.DEVICE, WidevineCertificate.Type.DEVICE_MODEL, WidevineCertificate.Type.ROOT);
        return types.size() >= 2 && types.equals(withRoot.subList(0, Math.min(types.size(), 3)));
    }

    /// Which kind of device.
    long systemId() {
        return device.certificate().systemId().orElse(0);
    }

    /// Without the root.
    List<Link> links() {
        return List.of(device, model);
    }
}
