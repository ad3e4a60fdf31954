package dev.licet.drm;

import dev.licet.domain.credential.WidevineBackEnds;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.token.SealingKeys;
import java.util.Optional;

/// What Widevine reads from the store.
///
/// @param trust       which devices are believed
/// @param backEnds    which upstream an account has
/// @param sealingKeys seal what a device hands back when it renews
public record WidevinePorts(WidevineTrust trust, WidevineBackEnds backEnds, SealingKeys sealingKeys) {
    /// For the embedded back end alone: no account has an upstream.
    public static WidevinePorts embedded(WidevineTrust trust, SealingKeys sealingKeys) {
        return new WidevinePorts(trust, (account, environment) -> Optional.empty(), sealingKeys);
    }
}
