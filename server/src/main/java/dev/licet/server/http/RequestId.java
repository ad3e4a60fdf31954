package dev.licet.server.http;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names each request: in its answer, its record and the log.
final class RequestId {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 16;
    private static final int RANDOM_BYTES = 10;
    private static final int RANDOM_OF_FIRST_LONG = 16;

    private final InstantSource clock;
    private final SecureRandom random;

    RequestId(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// The caller's own id when it is well-formed, else 48 bits of milliseconds since 1970 and 80 random bits, in
    /// hexadecimal digits. The time comes first because ids of one moment then lie side by side in an index: with
    /// random ones each record changes a page of its own (the same is why RFC 9562 has UUIDs of version 7).
    String of(Optional<String> offered) {
        return offered.filter(id -> WELL_FORMED.matcher(id).matches()).orElseGet(this::fresh);
    }

    private String fresh() {
        byte[] lot = new byte[RANDOM_BYTES];
        random.nextBytes(lot);
        byte[] id = ByteBuffer.allocate(BYTES)
                .putLong(clock.millis() << RANDOM_OF_FIRST_LONG)
                .position(BYTES - RANDOM_BYTES)
                .put(lot)
                .array();
        return HexFormat.of().formatHex(id);
    }
}
