package dev.licet.http;

import dev.licet.domain.TimedId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What each answer is marked with: the id of its request, which its record and the log have as well, and the
/// time.
final class Stamps {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /// RFC 9110 section 5.6.7.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final SecureRandom random;
    private volatile Second last = new Second(Long.MIN_VALUE, "");

    private record Second(long number, String text) {}

    Stamps(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /// The caller's own id when it is well-formed, else a [TimedId] in hexadecimal digits.
    String id(Optional<String> offered) {
        return offered.filter(id -> WELL_FORMED.matcher(id).matches()).orElseGet(this::fresh);
    }

    private String fresh() {
        return HexFormat.of().formatHex(TimedId.fresh(clock.instant(), random));
    }

    /// The time for `Date`; written once a second.
    String date() {
        Instant now = clock.instant();
        Second second = last;
        if (second.number() != now.getEpochSecond()) {
            second = new Second(now.getEpochSecond(), DATE.format(now));
            last = second;
        }
        return second.text();
    }
}
