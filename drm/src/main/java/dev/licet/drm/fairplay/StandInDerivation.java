package dev.licet.drm.fairplay;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.spi.DaskDerivation;
import dev.licet.drm.wire.FairPlayKeys;

/// `standin`: takes the place of Apple's derivation where there are only simulated devices
/// (reference: fairplay.md 1). The formula is public, so it protects nothing.
final class StandInDerivation implements DaskDerivation {
    @Override
    public String name() {
        return "standin";
    }

    @Override
    public SecretBytes deriveDask(SecretBytes ask, byte[] r2) {
        return FairPlayKeys.standInDask(ask, r2);
    }

    @Override
    public boolean developmentOnly() {
        return true;
    }
}
