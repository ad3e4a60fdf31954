package dev.licet.drm.widevine;

import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineSignedCertificate;
import java.util.List;
import java.util.Optional;

/// The identities in use and what their certificates say. The certificates are parsed once and again when the
/// set of identities changes.
final class Identities {
    private final WidevineTrust trust;
    private volatile Read read = new Read(List.of(), List.of());

    Identities(WidevineTrust trust) {
        this.trust = trust;
    }

    /// All of them, and what they were read from.
    private record Read(List<WidevineIdentity> from, List<Identity> identities) {}

    /// An identity whose certificates have been read.
    ///
    /// @param root    empty when it cannot be read: such a root certifies nothing
    /// @param service empty when it cannot be read; then no device can have encrypted its identity for it
    record Identity(WidevineIdentity itself, Optional<DeviceChain.Link> root, Optional<WidevineCertificate> service) {
        static Identity read(WidevineIdentity identity) {
            return new Identity(identity, root(identity), service(identity));
        }

        private static Optional<DeviceChain.Link> root(WidevineIdentity identity) {
            try {
                return Optional.of(DeviceChain.Link.of(WidevineSignedCertificate.read(identity.root())));
            } catch (MalformedMessage unreadable) {
                return Optional.empty();
            }
        }

        private static Optional<WidevineCertificate> service(WidevineIdentity identity) {
            try {
                var signed = WidevineSignedCertificate.read(identity.serviceCertificate());
                return Optional.of(WidevineCertificate.read(signed.certificate()));
            } catch (MalformedMessage unreadable) {
                return Optional.empty();
            }
        }
    }

    /// The newest first.
    List<Identity> all() {
        List<WidevineIdentity> inUse = trust.identities();
        Read known = read;
        if (known.from().equals(inUse)) return known.identities();
        var others =
                new Read(List.copyOf(inUse), inUse.stream().map(Identity::read).toList());
        read = others;
        return others.identities();
    }
}
