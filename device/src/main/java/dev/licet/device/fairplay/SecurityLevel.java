package dev.licet.device.fairplay;

import java.nio.ByteBuffer;

/// What a device says about how well it keeps keys (reference: fairplay.md 2.6).
public enum SecurityLevel {
    /// Baseline.
    BASELINE(0x32f0004966a5c4f8L),
    /// Main.
    MAIN(0x4e7fd92421d588b4L);

    /// The deny list version that is current since September 2024.
    private static final int KDL_VERSION = 31;

    private final long value;

    SecurityLevel(long value) {
        this.value = value;
    }

    /// The TLLV value, 20 bytes: `version 4 (=1) | reserved 4 | level 8 | deny list version 4`.
    byte[] report() {
        return ByteBuffer.allocate(20)
                .putInt(1)
                .putInt(0)
                .putLong(value)
                .putInt(KDL_VERSION)
                .array();
    }
}
