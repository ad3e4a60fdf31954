package dev.licet.drm.widevine;

import java.util.Arrays;

/// The certificates of a device as it sent them, by which they are found again: equal are the same bytes, all of them.
///
/// @param hash of the bytes, computed once
record SentChain(byte[] bytes, int hash) {
    static SentChain of(byte[] bytes) {
        return new SentChain(bytes, Arrays.hashCode(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SentChain that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
