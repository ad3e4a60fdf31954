package dev.licet.drm.playready;

import dev.licet.drm.wire.PlayReadyChallenge;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The clock that the times of a license are written by: that of the device, where it tells the time and is not far
/// off, so that a license is good as soon as it is there and for as long as it should be. Microsoft's own advice
/// (reference: playready.md 6); a device that is farther off leaves the lint `clock-skew`.
///
/// @param now   what time it is
/// @param begin when a license begins that has an end
record LicenseClock(Instant now, Instant begin) {
    /// The first version whose clients tell the time of the clock that they go by.
    private static final int FIRST_WITH_CLOCK = 3;

    private static final int MOST_DIGITS = 4;
    private static final Duration MOST_SKEW = Duration.ofHours(1);
    /// For a device whose clock nobody knows and that may be a little behind.
    private static final Duration BEFORE_NOW = Duration.ofMinutes(5);

    /// @param now the time of the request by our clock
    static LicenseClock of(PlayReadyChallenge challenge, Instant now) {
        Instant ours = now.truncatedTo(ChronoUnit.SECONDS);
        return told(challenge)
                .filter(theirs -> Duration.between(ours, theirs).abs().compareTo(MOST_SKEW) <= 0)
                .map(theirs -> new LicenseClock(theirs, theirs))
                .orElseGet(() -> new LicenseClock(ours, ours.minus(BEFORE_NOW)));
    }

    /// What this clock shows at a moment that somebody set by ours.
    ///
    /// @param now the time of the request by our clock
    Instant moment(Instant ours, Instant now) {
        return this.now.plus(Duration.between(now.truncatedTo(ChronoUnit.SECONDS), ours));
    }

    private static Optional<Instant> told(PlayReadyChallenge challenge) {
        boolean keepsIt =
                challenge.clientVersion().filter(LicenseClock::hasClock).isPresent();
        return keepsIt
                ? challenge
                        .clientTime()
                        .filter(time -> time <= Instant.MAX.getEpochSecond())
                        .map(Instant::ofEpochSecond)
                : Optional.empty();
    }

    private static boolean hasClock(String version) {
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        boolean digits = !major.isEmpty()
                && major.length() <= MOST_DIGITS
                && major.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(major) >= FIRST_WITH_CLOCK;
    }
}
