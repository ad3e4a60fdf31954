package dev.licet.drm.playready;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.drm.wire.PlayReadyText;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reference: playready.md 6.
class LicenseClockTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.250Z");

    private static LicenseClock clock(String version, String time) throws MalformedMessage {
        String text = PlayReadyText.challenge(PlayReadyText.header40(), "")
                .replace("10.0.16384.10011", version)
                .replace("1795910400", time);
        var challenge = PlayReadyRequest.read(PlayReadyText.utf8(text)).challenge();
        return LicenseClock.of(challenge.orElseThrow(), NOW);
    }

    @ParameterizedTest
    @CsvSource({"10.0.16384.10011, -240", "3.0, 240", "4.5.0.1, -3600", "3, 3600", "9999.1, 0"})
    void a_client_that_tells_the_time_begins_by_its_own_clock(String version, long skew) throws MalformedMessage {
        var theirs = Instant.parse("2026-11-29T12:00:00Z").plusSeconds(skew);
        var clock = clock(version, "" + theirs.getEpochSecond());
        assertEquals(new LicenseClock(theirs, theirs), clock);
        assertEquals(theirs.plusSeconds(1800), clock.moment(Instant.parse("2026-11-29T12:30:00Z"), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "2.11.0.1, 1795953600",
        "1.0, 1795953600",
        "'', 1795953600",
        "x.1, 1795953600",
        "99999.1, 1795953600",
        "10.0, 1795949999",
        "10.0, 1795957201",
        "10.0, 0",
        "10.0, 999999999999999999",
        "10.0, yesterday"
    })
    void every_other_begins_five_minutes_before_now(String version, String time) throws MalformedMessage {
        assertEquals(
                new LicenseClock(Instant.parse("2026-11-29T12:00:00Z"), Instant.parse("2026-11-29T11:55:00Z")),
                clock(version, time));
    }
}
