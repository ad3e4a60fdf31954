package dev.licet.drm.spi;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.CkcTag;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.SpcSessionBlock;
import java.security.MessageDigest;

/// For plug-ins that compute the DASk, as ports of the D function of SDK 2 to 4 do (reference: fairplay.md 6.4,
/// level A). All that follows from the DASk is public and done here.
///
/// ```java
/// public final class OurDerivation implements DaskDerivation {
///     public String name() { return "our-sdk4"; }
///
///     public SecretBytes deriveDask(SecretBytes ask, byte[] r2) {
///         return ask.expose(key -> SecretBytes.taking(DFunction.compute(key, r2)));
///     }
/// }
/// ```
public interface DaskDerivation extends FairPlayDerivation {
    /// The D function.
    ///
    /// @param ask what the credential holds; 16 bytes, unless [#secretBytes()] says otherwise
    /// @param r2  21 bytes
    /// @return 16 bytes; the caller wipes them
    SecretBytes deriveDask(SecretBytes ask, byte[] r2);

    /// How long the credential's secret must be, in bytes.
    default int secretBytes() {
        return FairPlayKeys.ASK_BYTES;
    }

    @Override
    default KeyPayload derive(KeyRequest request) {
        if (request.secret().length() != secretBytes()) {
            return new KeyPayload.Unable("the credential's secret must have " + secretBytes() + " bytes");
        }
        SecretBytes dask = deriveDask(request.secret(), request.r2());
        try {
            return SpcSessionBlock.open(dask, request.sessionBlock())
                    .filter(block -> MessageDigest.isEqual(block.integrity(), request.integrity()))
                    .map(block -> payload(block, request))
                    .orElseGet(KeyPayload.IntegrityMismatch::new);
        } finally {
            dask.wipe();
        }
    }

    private static KeyPayload payload(SpcSessionBlock block, KeyRequest request) {
        if (!request.keyFormats().contains(CkcTag.CONTENT_KEY)) {
            return new KeyPayload.Unable("the device does not read the content-key format of SDK 2 to 4");
        }
        byte[] payload = FairPlayKeys.contentKeyPayload(block.sk(), request.contentKey(), request.contentIv());
        block.sk().wipe();
        return new KeyPayload.Derived(block.hu(), block.r1(), CkcTag.CONTENT_KEY, payload);
    }
}
