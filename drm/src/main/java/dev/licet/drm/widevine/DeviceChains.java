package dev.licet.drm.widevine;

import dev.licet.crypto.Digest;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.domain.LruCache;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.drm.wire.WidevineCertificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Verifies the certificates of devices up to a root of the operator (reference: widevine.md 2.3).
final class DeviceChains {
    private static final int REMEMBERED_MODELS = 1024;

    private final WidevineTrust trust;
    private final Identities identities;
    private final List<BiFunction<DeviceChain, Instant, Optional<String>>> rules =
            List.of(this::systemIdsAreEqual, this::nothingHasExpired, this::nothingIsRevoked);
    private final LruCache<String, RsaPublicKey> verifiedModels = new LruCache<>(REMEMBERED_MODELS);

    DeviceChains(WidevineTrust trust, Identities identities) {
        this.trust = trust;
        this.identities = identities;
    }

    /// A chain that does not end at one of our roots is not for us to judge, whatever else may be wrong with it.
    ///
    /// @param now by which certificates expire
    Finding<DeviceChain> verify(DeviceChain chain, Instant now) {
        var fault = rules.stream()
                .map(rule -> rule.apply(chain, now))
                .flatMap(Optional::stream)
                .findFirst();
        Optional<RsaPublicKey> model = certifiedModel(chain);
        if (model.isEmpty()) return Finding.foreign(fault.orElse(foreign(chain)));
        if (fault.isPresent()) return Finding.bad(fault.get());
        return isSignedBy(chain.device(), model.get())
                ? Finding.good(chain)
                : Finding.bad("the device certificate is not signed by its model");
    }

    private Optional<String> systemIdsAreEqual(DeviceChain chain, Instant now) {
        var device = chain.device().certificate().systemId();
        boolean equal =
                device.isPresent() && device.equals(chain.model().certificate().systemId());
        return equal ? Optional.empty() : Optional.of("the system ids of device and model differ");
    }

    private Optional<String> nothingHasExpired(DeviceChain chain, Instant now) {
        return chain.links().stream()
                .map(DeviceChain.Link::certificate)
                .filter(certificate -> certificate.isExpired(now))
                .findFirst()
                .map(expired -> "the certificate of the " + word(expired) + " has expired");
    }

    private Optional<String> nothingIsRevoked(DeviceChain chain, Instant now) {
        return chain.links().stream()
                .map(DeviceChain.Link::certificate)
                .filter(certificate -> trust.isRevoked(certificate.serial()))
                .findFirst()
                .map(revoked -> "the certificate of the " + word(revoked) + " has been revoked");
    }

    private static String word(WidevineCertificate certificate) {
        return certificate.type() == WidevineCertificate.Type.DEVICE ? "device" : "device model";
    }

    /// A root that is sent along proves nothing by itself: it must be one of ours.
    private boolean rootIsForeign(DeviceChain chain) {
        if (chain.root().isEmpty()) return false;
        byte[] sent = chain.root().get().signed().certificate();
        return roots().noneMatch(root -> Arrays.equals(root.signed().certificate(), sent));
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
    private Optional<RsaPublicKey> certifiedModel(DeviceChain chain) {
        if (rootIsForeign(chain)) return Optional.empty();
        return roots().map(root -> certified(root, chain.model()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Models are few and come again with every device, so one verification of each is enough. The key that is kept
    /// is the one that was read from those very bytes, and the engine has made it its own.
    private Optional<RsaPublicKey> certified(DeviceChain.Link root, DeviceChain.Link model) {
        String name = fingerprint(root, model);
        Optional<RsaPublicKey> known = verifiedModels.find(name);
        if (known.isPresent() || !isSignedBy(model, root.key())) return known;
        verifiedModels.keep(name, model.key());
        return Optional.of(model.key());
    }

    private static String fingerprint(DeviceChain.Link root, DeviceChain.Link model) {
        return Stream.of(
                        root.signed().certificate(),
                        model.signed().certificate(),
                        model.signed().signature())
                .map(part -> HexFormat.of().formatHex(Digest.sha256(part)))
                .reduce("", String::concat);
    }

    private static boolean isSignedBy(DeviceChain.Link link, RsaPublicKey issuer) {
        return Rsa.verifyPss(issuer, link.signed().certificate(), link.signed().signature());
    }
}
