package dev.licet.drm.widevine;

import dev.licet.domain.Drm;
import dev.licet.domain.token.LicenseTimes;
import dev.licet.domain.token.Rights;
import dev.licet.drm.WidevineOptions.Renewal;
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
        return policy(times, renewal, times.begin());
    }

    /// What a renewal allows, or why it comes too late. A renewal never gives more than the token did: the windows run
    /// from the first license, and only the lifetime of the license itself starts again.
    ///
    /// @param issued  when the first license was given
    /// @param started seconds since playback began, by the device's word; empty or 0 when it has not begun
    static Finding<WidevinePolicy> renewed(
            Rights rights, Optional<Renewal> renewal, Instant issued, OptionalLong started, Instant now) {
        if (renewal.isEmpty()) return Finding.bad("licenses cannot be renewed here");
        var times = LicenseTimes.of(Drm.WIDEVINE, rights);
        var begin = times.begin().map(issued::plus);
        var end = begin.flatMap(latest -> times.play().map(latest::plus));
        boolean playing = started.orElse(0) != 0;
        if (playing && isLongerThan(started.getAsLong(), times.play()) || isPast(end, now)) {
            return Finding.bad("the time for playback is over");
        }
        if (!playing && isPast(begin, now)) return Finding.bad("the time to begin playback is over");
        var left = begin.map(latest -> Duration.between(now, latest));
        return Finding.good(policy(times, renewal, left));
    }

    /// Compared as unsigned numbers, so that a negative one is very long.
    private static boolean isLongerThan(long seconds, Optional<Duration> limit) {
        return limit.isPresent() && Long.compareUnsigned(seconds, limit.get().toSeconds()) > 0;
    }

    private static boolean isPast(Optional<Instant> moment, Instant now) {
        return moment.isPresent() && now.isAfter(moment.get());
    }

    private static WidevinePolicy policy(LicenseTimes times, Optional<Renewal> renewal, Optional<Duration> begin) {
        return new WidevinePolicy(
                true,
                times.kept(),
                renewal.isPresent(),
                seconds(begin),
                seconds(times.play()),
                seconds(renewal.flatMap(Renewal::lifetime)),
                seconds(renewal.flatMap(Renewal::recovery)),
                seconds(renewal.flatMap(Renewal::delay)),
                seconds(renewal.flatMap(Renewal::retryInterval)));
    }

    /// On the wire 0 means no limit, so the shortest limit is one second.
    private static OptionalLong seconds(Optional<Duration> duration) {
        return duration.map(limit -> OptionalLong.of(Math.max(1, limit.toSeconds())))
                .orElse(OptionalLong.empty());
    }
}
