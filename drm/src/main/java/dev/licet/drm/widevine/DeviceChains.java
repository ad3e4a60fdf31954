package dev.licet.drm.widevine;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.domain.LruCache;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineClientId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Verifies the certificates of devices up to a root of the operator (reference: widevine.md 2.3).
///
/// Chains that were found good are remembered, by all their bytes: a device that comes back costs no verification. What
/// is remembered is that those bytes are signed by that root. Whether the root is still ours, what has expired and what
/// is revoked is looked at each time.
final class DeviceChains {
    private static final int REMEMBERED_MODELS = 1024;
    private static final int REMEMBERED_DEVICES = 2048;

    private final WidevineTrust trust;
    private final Identities identities;
    private final LruCache<Signed, RsaPublicKey> verifiedModels = new LruCache<>(REMEMBERED_MODELS);
    private final LruCache<SentChain, DeviceChain> verifiedDevices = new LruCache<>(REMEMBERED_DEVICES);

    /// A model's certificate with its signature, under a root.
    private record Signed(ByteBuffer root, ByteBuffer certificate, ByteBuffer signature) {
        static Signed of(DeviceChain.Link root, DeviceChain.Link link) {
            var signed = link.signed();
            return new Signed(
                    ByteBuffer.wrap(root.signed().certificate()),
                    ByteBuffer.wrap(signed.certificate()),
                    ByteBuffer.wrap(signed.signature()));
        }
    }

    /// A model's key, and the root that certifies it.
    private record Model(RsaPublicKey key, DeviceChain.Link root) {}

    DeviceChains(WidevineTrust trust, Identities identities) {
        this.trust = trust;
        this.identities = identities;
    }

    /// Takes a chain apart, unless it is remembered.
    Finding<DeviceChain> read(WidevineClientId clientId) {
        Optional<SentChain> sent = DeviceChain.sent(clientId);
        Optional<DeviceChain> known = sent.flatMap(verifiedDevices::find);
        return known.isPresent() ? Finding.good(known.get()) : DeviceChain.read(clientId, sent);
    }

    /// A chain that does not end at one of our roots is not for us to judge, whatever else may be wrong with it.
    ///
    /// @param now by which certificates expire
    Finding<DeviceChain> verify(DeviceChain chain, Instant now) {
        Optional<String> fault = fault(chain, now);
        if (fault.isEmpty() && isKnown(chain)) return Finding.good(chain);
        Optional<Model> model = certifiedModel(chain);
        if (model.isEmpty()) return Finding.foreign(fault.orElse(foreign(chain)));
        if (fault.isPresent()) return Finding.bad(fault.get());
        if (!isSignedBy(chain.device(), model.get().key()))
            return Finding.bad("the device certificate is not signed by its model");
        DeviceChain verified = chain.under(model.get().root());
        verifiedDevices.keep(chain.origin().sent(), verified);
        return Finding.good(verified);
    }

    /// Whether it was verified under a root that is still ours.
    private boolean isKnown(DeviceChain chain) {
        Optional<byte[]> under = chain.origin().under();
        return under.isPresent() && isOurs(under.get()) && !rootIsForeign(chain);
    }

    private Optional<String> fault(DeviceChain chain, Instant now) {
        return systemIdsAreEqual(chain).or(() -> nothingHasExpired(chain, now)).or(() -> nothingIsRevoked(chain));
    }

    private Optional<String> systemIdsAreEqual(DeviceChain chain) {
        var device = chain.device().certificate().systemId();
        boolean equal =
                device.isPresent() && device.equals(chain.model().certificate().systemId());
        return equal ? Optional.empty() : Optional.of("the system ids of device and model differ");
    }

    private Optional<String> nothingHasExpired(DeviceChain chain, Instant now) {
        for (DeviceChain.Link link : chain.links()) {
            if (link.certificate().isExpired(now))
                return Optional.of("the certificate of the " + word(link.certificate()) + " has expired");
        }
        return Optional.empty();
    }

    private Optional<String> nothingIsRevoked(DeviceChain chain) {
        for (DeviceChain.Link link : chain.links()) {
            if (trust.isRevoked(link.certificate().serial()))
                return Optional.of("the certificate of the " + word(link.certificate()) + " has been revoked");
        }
        return Optional.empty();
    }

    private static String word(WidevineCertificate certificate) {
        return certificate.type() == WidevineCertificate.Type.DEVICE ? "device" : "device model";
    }

    /// A root that is sent along proves nothing by itself: it must be one of ours.
    private boolean rootIsForeign(DeviceChain chain) {
        if (chain.root().isEmpty()) return false;
        return !isOurs(chain.root().get().signed().certificate());
    }

    private boolean isOurs(byte[] root) {
        for (Identities.Identity identity : identities.all()) {
            if (identity.root().isPresent()
                    && Arrays.equals(identity.root().get().signed().certificate(), root)) return true;
        }
        return false;
    }

    private String foreign(DeviceChain chain) {
        return rootIsForeign(chain)
                ? "the certificate chain ends at a foreign root"
                : "the device model is not certified by a root that is served here";
    }

    private Stream<DeviceChain.Link> roots() {
        return identities.all().stream().map(Identities.Identity::root).flatMap(Optional::stream);
    }

    /// The key of a model that one of our roots certifies.
    private Optional<Model> certifiedModel(DeviceChain chain) {
        if (rootIsForeign(chain)) return Optional.empty();
        return roots().map(root -> certified(root, chain.model()).map(key -> new Model(key, root)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Models are few and come again with every device, so one verification of each is enough. The key that is kept
    /// is the one that was read from those very bytes, and the engine has made it its own.
    private Optional<RsaPublicKey> certified(DeviceChain.Link root, DeviceChain.Link model) {
        var name = Signed.of(root, model);
        Optional<RsaPublicKey> known = verifiedModels.find(name);
        if (known.isPresent() || !isSignedBy(model, root.key())) return known;
        verifiedModels.keep(name, model.key());
        return Optional.of(model.key());
    }

    private static boolean isSignedBy(DeviceChain.Link link, RsaPublicKey issuer) {
        return Rsa.verifyPss(issuer, link.signed().certificate(), link.signed().signature());
    }
}
