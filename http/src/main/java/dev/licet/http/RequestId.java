package dev.licet.http;

import dev.licet.domain.TimedId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names each request: in its answer, its record and the log.
final class RequestId {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final InstantSource clock;
    private final SecureRandom random;

    RequestId(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// The caller's own id when it is well-formed, else a [TimedId] in hexadecimal digits.
    String of(Optional<String> offered) {
        return offered.filter(id -> WELL_FORMED.matcher(id).matches()).orElseGet(this::fresh);
    }

    private String fresh() {
        return HexFormat.of().formatHex(TimedId.fresh(clock.instant(), random));
    }
}
