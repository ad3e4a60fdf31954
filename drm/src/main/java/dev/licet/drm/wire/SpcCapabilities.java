package dev.licet.drm.wire;

import java.nio.ByteBuffer;

/// What the device says it can do (reference: fairplay.md 2.6). An SPC without the TLLV promises nothing.
///
/// @param high bits 127 to 64
/// @param low  bits 63 to 0
public record SpcCapabilities(long high, long low) {
    /// Nothing is promised.
    public static final SpcCapabilities NONE = new SpcCapabilities(0, 0);
    /// Enforces HDCP type 1.
    public static final int HDCP_TYPE_1 = 0;
    /// Reads the offline key TLLV, with two expiries.
    public static final int OFFLINE_KEY = 1;
    /// Reports stored keys and deletes them on demand.
    public static final int SECURE_INVALIDATION = 2;
    /// Reads version 2 of the offline key TLLV.
    public static final int OFFLINE_KEY_V2 = 3;
    /// Reaches the baseline security level.
    public static final int BASELINE = 4;
    /// Reaches the main security level.
    public static final int MAIN = 5;

    static final int BYTES = 16;

    static SpcCapabilities read(byte[] value) {
        var buffer = ByteBuffer.wrap(value);
        return new SpcCapabilities(buffer.getLong(), buffer.getLong());
    }

    /// Exactly these bits, each 0 to 63.
    public static SpcCapabilities of(int... bits) {
        long low = 0;
        for (int bit : bits) low |= 1L << bit;
        return new SpcCapabilities(0, low);
    }

    /// Whether the device has the capability with that number, 0 to 63.
    public boolean has(int bit) {
        return (low >>> bit & 1) == 1;
    }

    /// The TLLV value, 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}
