package dev.licet.drm.wire;

import java.nio.ByteBuffer;

/// How well a device must protect what the key opens (reference: fairplay.md 2.6, 4.2).
public enum CkcSecurityLevel {
    /// For sound.
    AUDIO(0x17d99d574eed567dL),
    /// Every device has it.
    BASELINE(0x32f0004966a5c4f8L),
    /// Protected by hardware.
    MAIN(0x4e7fd92421d588b4L);

    private final long value;

    CkcSecurityLevel(long value) {
        this.value = value;
    }

    /// The 8 bytes by which devices report the level.
    public long value() {
        return value;
    }

    /// Reads the TLLV value, 16 bytes.
    public static CkcSecurityLevel read(byte[] value) throws MalformedMessage {
        var cursor = new ByteCursor(value);
        if (cursor.u32("security level, version") != 1) throw new MalformedMessage("security level version is not 1");
        cursor.take(4, "security level, reserved bytes");
        long wanted = cursor.u64("security level");
        cursor.end("security level");
        for (CkcSecurityLevel level : values()) if (level.value == wanted) return level;
        throw new MalformedMessage("security level: unknown value");
    }

    /// As a TLLV of 16 bytes.
    public Tllv tllv() {
        return new Tllv(
                CkcTag.SECURITY_LEVEL,
                ByteBuffer.allocate(16).putInt(1).putInt(0).putLong(value).array());
    }
}
