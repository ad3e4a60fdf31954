package com.example.licet;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.spi.KeyPayload;
import dev.licet.drm.spi.KeyRequest;
import dev.licet.drm.wire.CkcTag;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.SpcSessionBlock;
import java.security.MessageDigest;
import java.util.Optional;

/// Level B: the precompiled library of SDK 5 or later, which gives no session key away. All it needs is in the
/// request, and all that the CKC needs of it is in the answer.
public final class Sdk5Derivation implements FairPlayDerivation {
    private static final int ASK_BYTES = 16;

    @Override
    public String name() {
        return "example-sdk5";
    }

    @Override
    public KeyPayload derive(KeyRequest request) {
        if (request.secret().length() != ASK_BYTES) {
            return new KeyPayload.Unable("this example takes an ASk of 16 bytes for provisioning data");
        }
        return Library.createKeyPayload(request).orElseGet(KeyPayload.IntegrityMismatch::new);
    }

    /// Remove this with the stand-in.
    @Override
    public boolean developmentOnly() {
        return true;
    }

    /// Stands for the library. Yours would be called through `java.lang.foreign`: fill one struct with pointers to the
    /// arrays of the request, call the function, copy the results out of the struct.
    private static final class Library {
        static Optional<KeyPayload> createKeyPayload(KeyRequest request) {
            SecretBytes dask = FairPlayKeys.standInDask(request.secret(), request.r2());
            try {
                return SpcSessionBlock.open(dask, request.sessionBlock())
                        .filter(block -> MessageDigest.isEqual(block.integrity(), request.integrity()))
                        .map(block -> payload(block, request));
            } finally {
                dask.wipe();
            }
        }

        private static KeyPayload payload(SpcSessionBlock block, KeyRequest request) {
            byte[] payload = FairPlayKeys.contentKeyPayload(block.sk(), request.contentKey(), request.contentIv());
            block.sk().wipe();
            return new KeyPayload.Derived(block.hu(), block.r1(), CkcTag.CONTENT_KEY, payload);
        }
    }
}
