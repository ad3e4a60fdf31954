package dev.licet.drm;

import dev.licet.domain.Drm;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.WidevineBackEnds;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.token.SealingKeys;
import dev.licet.drm.clearkey.ClearKey;
import dev.licet.drm.fairplay.FairPlay;
import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.widevine.Widevine;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcTransportProfile;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A DRM system: reads what its devices send, and answers. The siblings do not know each other.
public sealed interface DrmSystem permits Widevine, FairPlay, ClearKey {
    /// Widevine: the embedded back end for devices under the operator's own root, upstreams for all others.
    ///
    /// @param backEnds    which upstream an account has
    /// @param sealingKeys seal what a device hands back when it renews
    static DrmSystem widevine(
            WidevineTrust trust,
            WidevineBackEnds backEnds,
            SealingKeys sealingKeys,
            InstantSource clock,
            SecureRandom random,
            WidevineOptions options) {
        return new Widevine(trust, backEnds, sealingKeys, clock, random, options);
    }

    /// The embedded Widevine back end alone: no account has an upstream.
    static DrmSystem widevine(
            WidevineTrust trust,
            SealingKeys sealingKeys,
            InstantSource clock,
            SecureRandom random,
            WidevineOptions options) {
        return widevine(trust, (account, environment) -> Optional.empty(), sealingKeys, clock, random, options);
    }

    /// FairPlay, with the derivations that are built in and those that `ServiceLoader` finds.
    ///
    /// @param credentials whose private keys open SPCs
    /// @param v3          what the operator's SDK says about SPC version 3; without it such SPCs are refused
    /// @param random      for IVs and padding
    static DrmSystem fairPlay(FairPlayCredentials credentials, Optional<SpcTransportProfile> v3, SecureRandom random) {
        return new FairPlay(credentials, v3, random);
    }

    /// FairPlay, with the derivations that are built in and those.
    ///
    /// @param plugIns in the order in which they are looked through
    static DrmSystem fairPlay(
            FairPlayCredentials credentials,
            List<FairPlayDerivation> plugIns,
            Optional<SpcTransportProfile> v3,
            SecureRandom random) {
        return new FairPlay(credentials, plugIns, v3, random);
    }

    /// W3C Clear Key: keys in plain sight, for every browser.
    static DrmSystem clearKey() {
        return new ClearKey();
    }

    /// Which one this is.
    Drm drm();

    /// Tells what kind of message a body is. Parses only as far as that takes: no cryptography, no look-up.
    ///
    /// @param body   the request body as it came, at most 64 KiB
    /// @param accept the request's `Accept` header, for systems that answer in several wrappings
    /// @throws MalformedMessage when it is no message of this system; the text says what it looks like instead
    Message classify(byte[] body, Optional<String> accept) throws MalformedMessage;
}
