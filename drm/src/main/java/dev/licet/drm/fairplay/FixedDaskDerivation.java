package dev.licet.drm.fairplay;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.spi.DaskDerivation;

/// `fixed-dask`: the credential's secret is the DASk itself. The test vectors of Apple's SDKs are made with one
/// fixed DASk, so an operator can replay them without any secret code (reference: fairplay.md 1, 6.2). Genuine
/// devices derive a new DASk for every SPC, so it serves none of them; unlike the stand-in's, the secret is the
/// operator's own.
final class FixedDaskDerivation implements DaskDerivation {
    @Override
    public String name() {
        return "fixed-dask";
    }

    @Override
    public SecretBytes deriveDask(SecretBytes dask, byte[] r2) {
        return dask.slice(0, dask.length());
    }
}
