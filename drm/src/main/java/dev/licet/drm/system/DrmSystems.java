package dev.licet.drm.system;

import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.FairPlayOptions;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.clearkey.ClearKey;
import dev.licet.drm.fairplay.FairPlay;
import dev.licet.drm.playready.PlayReady;
import dev.licet.drm.widevine.Widevine;
import dev.licet.drm.wire.SpcTransportProfile;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Makes the DRM systems. They do not know each other; here alone all of them are known.
public final class DrmSystems {
    private DrmSystems() {}

    /// Widevine: the embedded back end for devices under the operator's own root, upstreams for all others.
    public static DrmSystem widevine(
            WidevinePorts ports, WidevineOptions options, InstantSource clock, SecureRandom random) {
        return new Widevine(ports, options, clock, random);
    }

    /// FairPlay, with the derivations that are built in and those that `ServiceLoader` finds.
    ///
    /// @param credentials whose private keys open SPCs
    /// @param v3          what the operator's SDK says about SPC version 3; without it such SPCs are refused
    /// @param clock       for how long a key server is left alone that does not answer
    /// @param random      for IVs and padding
    public static DrmSystem fairPlay(
            FairPlayCredentials credentials,
            Optional<SpcTransportProfile> v3,
            InstantSource clock,
            SecureRandom random) {
        return new FairPlay(credentials, v3, clock, random);
    }

    /// FairPlay, with the derivations that are built in and those.
    ///
    /// @param options which, and what else an operator settles
    public static DrmSystem fairPlay(
            FairPlayCredentials credentials, FairPlayOptions options, InstantSource clock, SecureRandom random) {
        return new FairPlay(credentials, options, clock, random);
    }

    /// W3C Clear Key: keys in plain sight, for every browser.
    public static DrmSystem clearKey() {
        return new ClearKey();
    }

    /// PlayReady, whose licenses others make.
    ///
    /// @param setups who makes an account's licenses
    /// @param limits how long and how often license makers are asked
    /// @param random for grants
    public static DrmSystem playReady(
            PlayReadySetups setups, UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        return new PlayReady(setups, limits, clock, random);
    }
}
