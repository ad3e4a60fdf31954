package dev.licet.drm;

import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.wire.SpcTransportProfile;
import java.util.List;
import java.util.Optional;

/// What an operator settles for FairPlay.
///
/// @param plugIns in the order in which they are looked through, after the built-in derivations
/// @param v3      what the operator's SDK says about SPC version 3; without it such SPCs are refused
/// @param upstream how long and how often key servers are asked, and whose certificates are believed
public record FairPlayOptions(
        List<FairPlayDerivation> plugIns, Optional<SpcTransportProfile> v3, UpstreamLimits upstream) {
    public FairPlayOptions {
        plugIns = List.copyOf(plugIns);
    }
}
