package dev.licet.server.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names each request: in its answer, its record and the log.
final class RequestId {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 16;

    private final SecureRandom random;

    RequestId(SecureRandom random) {
        this.random = random;
    }

    /// The caller's own id when it is well-formed, else 128 random bits in hexadecimal digits.
    String of(Optional<String> offered) {
        return offered.filter(id -> WELL_FORMED.matcher(id).matches()).orElseGet(this::fresh);
    }

    private String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
