package com.example.licet;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.spi.DaskDerivation;
import dev.licet.drm.wire.FairPlayKeys;

/// Level A: the D function of SDK 2 to 4, ported to Java.
public final class Sdk4Derivation implements DaskDerivation {
    @Override
    public String name() {
        return "example-sdk4";
    }

    /// Your port of the D function belongs here.
    @Override
    public SecretBytes deriveDask(SecretBytes ask, byte[] r2) {
        return FairPlayKeys.standInDask(ask, r2);
    }

    /// Remove this with the stand-in.
    @Override
    public boolean developmentOnly() {
        return true;
    }
}
