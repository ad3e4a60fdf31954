package dev.licet.drm.wire;

import java.nio.ByteBuffer;

/// What the player is doing, and from when lease seconds count (reference: fairplay.md 2.6).
///
/// @param date    when the SPC was made by the device's clock, seconds since 1970
/// @param state   one of the constants here; others have been seen
/// @param session the device's number for the playback session
public record SpcPlaybackState(long date, int state, long session) {
    /// The CKC must hold a valid content key.
    public static final int READY = 0xf4dee5a2;
    /// Playing or paused: the CKC must hold a duration TLLV.
    public static final int PLAYING = 0xa5d6739e;
    /// The lease is about to end: the CKC must hold a valid content key.
    public static final int LEASE_ENDING = 0x4f834330;
    /// Older sources only.
    public static final int STOPPED = 0x5991bf20;

    static final int BYTES = 16;

    static SpcPlaybackState read(byte[] value) {
        var buffer = ByteBuffer.wrap(value);
        return new SpcPlaybackState(Integer.toUnsignedLong(buffer.getInt()), buffer.getInt(), buffer.getLong());
    }

    /// The TLLV value, 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt((int) date)
                .putInt(state)
                .putLong(session)
                .array();
    }

    /// A word for the record.
    public String word() {
        return switch (state) {
            case READY -> "ready";
            case PLAYING -> "playing";
            case LEASE_ENDING -> "lease ending";
            case STOPPED -> "stopped";
            default -> "unknown";
        };
    }
}
