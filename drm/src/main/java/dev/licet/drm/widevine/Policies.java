package dev.licet.drm.widevine;

import dev.licet.domain.Drm;
import dev.licet.domain.token.LicenseTimes;
import dev.licet.domain.token.Renewal;
import dev.licet.domain.token.Rights;
import dev.licet.drm.wire.WidevinePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// From a token's rights to a license's policy (reference: widevine.md 2.6).
final class Policies {
    private Policies() {}

    static WidevinePolicy first(Rights rights, Optional<Renewal> renewal) {
        var times = LicenseTimes.of(Drm.WIDEVINE, rights);
        return policy(times, Renewing.of(rights, renewal), times.begin());
    }

    /// Whether a license can be renewed, and when: by what the rights say, or else as the service is set up.
    private record Renewing(boolean allowed, Renewal times, Optional<String> server) {
        static Renewing of(Rights rights, Optional<Renewal> usual) {
            var rules = rights.widevine();
            return rules.said()
                    ? new Renewing(rules.renewable(), rules.times(), rules.server())
                    : new Renewing(usual.isPresent(), usual.orElse(Renewal.ON_DEMAND), Optional.empty());
        }
    }

    /// How far the use of a license has come.
    ///
    /// @param issued  when the first license was given
    /// @param started seconds since playback began, by the device's word; empty or 0 when it has not begun
    record Use(Instant issued, OptionalLong started) {
        boolean isPlaying() {
            return started.orElse(0) != 0;
        }

        boolean isLongerThan(Optional<Duration> limit) {
            return isPlaying() && Policies.isLongerThan(started.getAsLong(), limit);
        }
    }

    /// What a renewal allows, or why it comes too late. A renewal never gives more than the token did: the windows run
    /// from the first license, and only the lifetime of the license itself starts again.
    static Finding<WidevinePolicy> renewed(Rights rights, Optional<Renewal> renewal, Use use, Instant now) {
        var renewing = Renewing.of(rights, renewal);
        if (!renewing.allowed()) return Finding.bad("licenses cannot be renewed here");
        var times = LicenseTimes.of(Drm.WIDEVINE, rights);
        var begin = times.begin().map(use.issued()::plus);
        var end = begin.flatMap(latest -> times.play().map(latest::plus));
        if (use.isLongerThan(times.play()) || isPast(end, now)) {
            return Finding.bad("the time for playback is over");
        }
        if (!use.isPlaying() && isPast(begin, now)) return Finding.bad("the time to begin playback is over");
        var left = begin.map(latest -> Duration.between(now, latest));
        return Finding.good(policy(times, renewing, left));
    }

    /// Compared as unsigned numbers, so that a negative one is very long.
    private static boolean isLongerThan(long seconds, Optional<Duration> limit) {
        return limit.isPresent() && Long.compareUnsigned(seconds, limit.get().toSeconds()) > 0;
    }

    private static boolean isPast(Optional<Instant> moment, Instant now) {
        return moment.isPresent() && now.isAfter(moment.get());
    }

    private static WidevinePolicy policy(LicenseTimes times, Renewing renewing, Optional<Duration> begin) {
        Renewal renewal = renewing.times();
        return new WidevinePolicy(
                true,
                times.kept(),
                renewing.allowed(),
                seconds(begin),
                seconds(times.play()),
                seconds(renewal.lifetime()),
                seconds(renewal.recovery()),
                renewing.server(),
                seconds(renewal.delay()),
                seconds(renewal.retryInterval()));
    }

    /// On the wire 0 means no limit, so the shortest limit is one second.
    private static OptionalLong seconds(Optional<Duration> duration) {
        return duration.map(limit -> OptionalLong.of(Math.max(1, limit.toSeconds())))
                .orElse(OptionalLong.empty());
    }
}
