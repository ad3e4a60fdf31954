package dev.licet.domain.credential;

import dev.licet.crypto.RsaPrivateKey;

/// A Widevine root that the embedded back end serves, with the service certificate that devices under it accept.
///
/// @param root               `SignedDrmCertificate` bytes of the root
/// @param serviceCertificate `SignedDrmCertificate` bytes, byte for byte as they are sent to players
/// @param serviceKey         the private half of the service certificate
public record WidevineIdentity(byte[] root, byte[] serviceCertificate, RsaPrivateKey serviceKey) {
    public WidevineIdentity {
        root = root.clone();
        serviceCertificate = serviceCertificate.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    @Override
    public byte[] serviceCertificate() {
        return serviceCertificate.clone();
    }
}
