package dev.licet.domain;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;

/// Makes ids that never repeat: 48 bits of milliseconds since 1970, most significant first, and 80 random bits.
///
/// The time comes first because ids of one moment then lie side by side in an index: with random ones each new row
/// changes a page of its own in each index (the same is why RFC 9562 has UUIDs of version 7).
public final class TimedId {
    /// Length in bytes.
    public static final int BYTES = 16;

    private static final int RANDOM_BYTES = 10;
    private static final int RANDOM_BITS_OF_FIRST_LONG = 16;

    private TimedId() {}

    /// The 16 bytes of a new one.
    public static byte[] fresh(Instant now, SecureRandom random) {
        byte[] lot = new byte[RANDOM_BYTES];
        random.nextBytes(lot);
        return ByteBuffer.allocate(BYTES)
                .putLong(now.toEpochMilli() << RANDOM_BITS_OF_FIRST_LONG)
                .position(BYTES - RANDOM_BYTES)
                .put(lot)
                .array();
    }
}
