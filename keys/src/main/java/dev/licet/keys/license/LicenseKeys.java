package dev.licet.keys.license;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.packager.TrackRules;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.license.LicenseRequest.Key;
import dev.licet.keys.license.LicenseRequest.Keys;
import dev.licet.keys.widevine.ContentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the keys of a license: those that come with the message, or those that packagers were given for the content.
final class LicenseKeys {
    private final KeyProvider provider;
    private final Signatory signatory;

    LicenseKeys(KeyProvider provider, Signatory signatory) {
        this.provider = provider;
        this.signatory = signatory;
    }

    List<KeyGrant> of(LicenseRequest request) throws Unlicensed {
        TrackRules rules =
                provider.options(signatory.account(), signatory.environment()).tracks();
        return switch (request.wanted().keys()) {
            case Keys.Sent(List<Key> keys) ->
                keys.stream().map(key -> granted(key, rules)).toList();
            case Keys.Kept(Set<TrackType> tracks) -> kept(request, tracks, rules);
        };
    }

    private static KeyGrant granted(Key key, TrackRules rules) {
        TrackRule rule = rules.of(key.track());
        return new KeyGrant(
                Optional.of(key.kid()),
                key.value(),
                key.protection().level().orElse(rule.level()),
                key.protection().hdcp().orElse(rule.hdcp()),
                Optional.of(key.track()));
    }

    private List<KeyGrant> kept(LicenseRequest request, Set<TrackType> tracks, TrackRules rules) throws Unlicensed {
        var grants = new ArrayList<KeyGrant>();
        for (PackagedKey key : packaged(request)) {
            if (tracks.contains(key.type())) grants.add(granted(key, rules.of(key.type())));
        }
        if (grants.isEmpty()) {
            throw Unlicensed.member(
                    "allowed_track_types",
                    "packagers of this account were given no key of these tracks for the content");
        }
        return grants;
    }

    private KeyGrant granted(PackagedKey key, TrackRule rule) throws Unlicensed {
        ServedKey served = provider.derived(signatory.account(), signatory.environment(), key)
                .orElseThrow(() -> Unlicensed.member(
                        "allowed_track_types",
                        "the key " + key.kid() + " is kept under a kek: send it in content_key_specs"));
        return new KeyGrant(Optional.of(key.kid()), served.value(), rule.level(), rule.hdcp(), Optional.of(key.type()));
    }

    /// Those that the challenge names, and those that are in use now for the content.
    private Iterable<PackagedKey> packaged(LicenseRequest request) throws Unlicensed {
        var outline = ChallengeOutline.of(request.payload());
        Map<KeyId, PackagedKey> found = new LinkedHashMap<>();
        for (KeyId kid : outline.kids()) {
            provider.find(signatory.account(), signatory.environment(), kid)
                    .ifPresent(key -> found.put(key.kid(), key));
        }
        String content = contentId(request, outline)
                .or(() -> found.values().stream().findFirst().map(PackagedKey::contentId))
                .orElseThrow(() -> Unlicensed.member(
                        "content_id", "neither content_id nor the challenge names content that was packaged here"));
        if (found.values().stream().anyMatch(key -> !key.contentId().equals(content))) {
            throw Unlicensed.member("content_id", "content_id names other content than the challenge");
        }
        provider.present(signatory.account(), signatory.environment(), content)
                .forEach(key -> found.putIfAbsent(key.kid(), key));
        return found.values();
    }

    private static Optional<String> contentId(LicenseRequest request, ChallengeOutline outline) {
        return request.marks().contentId().or(outline::contentId).map(ContentName::of);
    }
}
