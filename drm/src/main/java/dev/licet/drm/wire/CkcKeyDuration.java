package dev.licet.drm.wire;

import java.nio.ByteBuffer;

/// How long the key may be used, sent only when the SPC had a playback state (reference: fairplay.md 4.2).
///
/// @param lease  seconds from the making of the SPC; 0 where the type has no lease
/// @param rental seconds from license acquisition; 0 where the type has no rental
/// @param type   what the numbers mean
public record CkcKeyDuration(long lease, long rental, Type type) {
    /// Largest number of seconds that fits.
    public static final long MAX_SECONDS = 0xffff_ffffL;

    private static final int RESERVED = 0x86d34a3a;

    /// The key types.
    public enum Type {
        /// Playback stops at the end of the lease unless it is renewed.
        LEASE(0x1a4bde7e),
        /// Playback does not start after the end; what is playing goes on.
        RENTAL(0x3dfe45a0),
        /// Both rules.
        LEASE_AND_RENTAL(0x27b59bde),
        /// The key may be kept, for ever.
        PERSIST(0x3df2d9fb),
        /// The key may be kept; after the rental playback does not start.
        PERSIST_WITH_DURATION(0x18f06048);

        private final int value;

        Type(int value) {
            this.value = value;
        }

        private static Type of(int value) throws MalformedMessage {
            for (Type type : values()) if (type.value == value) return type;
            throw new MalformedMessage("key duration: unknown key type");
        }
    }

    public CkcKeyDuration {
        if (lease < 0 || lease > MAX_SECONDS) throw new IllegalArgumentException("lease: must fit 32 bits");
        if (rental < 0 || rental > MAX_SECONDS) throw new IllegalArgumentException("rental: must fit 32 bits");
    }

    /// Reads the TLLV value, 16 bytes. The last field is `86d34a3a`, in Apple's older samples 0.
    public static CkcKeyDuration read(byte[] value) throws MalformedMessage {
        var cursor = new ByteCursor(value);
        long lease = cursor.u32("key duration, lease");
        long rental = cursor.u32("key duration, rental");
        Type type = Type.of((int) cursor.u32("key duration, key type"));
        long reserved = cursor.u32("key duration, reserved bytes");
        if (reserved != 0 && (int) reserved != RESERVED) throw new MalformedMessage("key duration: reserved bytes");
        cursor.end("key duration");
        return new CkcKeyDuration(lease, rental, type);
    }

    /// As a TLLV of 16 bytes.
    public Tllv tllv() {
        byte[] value = ByteBuffer.allocate(16)
                .putInt((int) lease)
                .putInt((int) rental)
                .putInt(type.value)
                .putInt(RESERVED)
                .array();
        return new Tllv(CkcTag.KEY_DURATION, value);
    }
}
