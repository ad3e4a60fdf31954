package dev.licet.drm.fairplay;

import dev.licet.domain.Drm;
import dev.licet.domain.token.LicenseTimes;
import dev.licet.domain.token.Rights;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.CkcKeyDuration.Type;
import dev.licet.drm.wire.CkcOfflineKey;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPayload;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.Tllv;
import java.time.Duration;
import java.util.Optional;

/// What a CKC says besides the key: a token's rights in the words of FairPlay (reference: fairplay.md 4.2, 7).
///
/// One principle settles the doubtful cases: a limit that this device cannot be told is a refusal, never a
/// license without the limit.
sealed interface Terms {
    /// The rights can be written for this device.
    ///
    /// @param protection of what is played
    /// @param limit      a key duration or an offline key, never both
    record Written(Protection protection, Optional<Limit> limit) implements Terms {
        /// The same for a renewal: what counts from license acquisition counts from the first one.
        Written after(Duration elapsed) {
            return new Written(protection, limit.map(first -> first.after(elapsed)));
        }
    }

    /// How long the key is good for.
    sealed interface Limit {
        /// As it is written into the CKC.
        Tllv tllv();

        /// What is left of it.
        Limit after(Duration elapsed);
    }

    /// While it streams, or by the rental alone.
    record Timed(CkcKeyDuration duration) implements Limit {
        @Override
        public Tllv tllv() {
            return duration.tllv();
        }

        @Override
        public Timed after(Duration elapsed) {
            return new Timed(new CkcKeyDuration(duration.lease(), left(duration.rental(), elapsed), duration.type()));
        }
    }

    /// With two expiries.
    record Offline(CkcOfflineKey key) implements Limit {
        @Override
        public Tllv tllv() {
            return key.tllv();
        }

        @Override
        public Offline after(Duration elapsed) {
            return new Offline(
                    new CkcOfflineKey(key.streamId(), key.titleId(), left(key.storage(), elapsed), key.playback()));
        }
    }

    /// Seconds that are left of a limit that counts from license acquisition. What is over keeps one second:
    /// 0 would be no limit, and what is playing goes on after the end of a rental anyway.
    private static long left(long seconds, Duration elapsed) {
        return seconds == 0 ? 0 : Math.max(1, seconds - Math.max(0, elapsed.toSeconds()));
    }

    /// They cannot.
    record Impossible(String reason) implements Terms {}

    /// Seconds of a rental that limits nothing. A device that is already playing must get a duration, even if
    /// the token has none; a year is checked at the next start only and is safe in 32-bit arithmetic.
    long NO_RENTAL_LIMIT = Duration.ofDays(365).toSeconds();

    static Terms of(Rights rights, SpcPayload spc) {
        var protection = Protection.of(rights.fairPlay());
        var times = LicenseTimes.of(Drm.FAIRPLAY, rights);
        return protection.refused(spc).<Terms>map(Impossible::new).orElseGet(() -> limit(times, spc, protection));
    }

    private static Terms limit(LicenseTimes times, SpcPayload spc, Protection protection) {
        return times.kept() ? persistent(times, spc, protection) : streaming(times, spc, protection);
    }

    private static Terms streaming(LicenseTimes times, SpcPayload spc, Protection protection) {
        if (seconds(times.play()) > 0) {
            return new Impossible("-42585 a playback duration needs a persistent license in FairPlay");
        }
        long rental = seconds(times.begin());
        long lease = seconds(times.lease());
        boolean limited = rental > 0 || lease > 0;
        if (limited && spc.playbackState().isEmpty()) {
            String limit = lease > 0 ? "lease" : "rental duration";
            return new Impossible("-42585 the " + limit + " needs a playback state, and the SPC has none");
        }
        if (!limited && !isPlaying(spc)) return new Written(protection, Optional.empty());
        return limited ? leased(protection, lease, rental) : duration(protection, 0, NO_RENTAL_LIMIT, Type.RENTAL);
    }

    /// With a lease, a rental or both.
    private static Terms leased(Protection protection, long lease, long rental) {
        if (lease == 0) return duration(protection, 0, rental, Type.RENTAL);
        return duration(protection, lease, rental, rental > 0 ? Type.LEASE_AND_RENTAL : Type.LEASE);
    }

    private static Terms persistent(LicenseTimes times, SpcPayload spc, Protection protection) {
        long rental = seconds(times.begin());
        long playback = seconds(times.play());
        if (times.lease().isPresent()) {
            return new Impossible("-42585 a license to keep cannot be leased");
        }
        if (readsOfflineKey(spc.capabilities()) && !isPlaying(spc)) {
            return new Written(protection, Optional.of(new Offline(CkcOfflineKey.v1(rental, playback))));
        }
        return playback > 0
                ? new Impossible("-42585 the playback duration needs an offline key, which this SPC cannot be given")
                : persistentWithoutOfflineKey(rental, spc, protection);
    }

    /// For devices that know no offline keys, or that are playing already.
    private static Terms persistentWithoutOfflineKey(long rental, SpcPayload spc, Protection protection) {
        if (spc.playbackState().isPresent()) {
            return duration(protection, 0, rental, rental > 0 ? Type.PERSIST_WITH_DURATION : Type.PERSIST);
        }
        if (rental > 0) {
            return new Impossible("-42585 the rental duration needs a playback state or offline key support");
        }
        return new Written(protection, Optional.empty());
    }

    private static Terms duration(Protection protection, long lease, long rental, Type type) {
        return new Written(protection, Optional.of(new Timed(new CkcKeyDuration(lease, rental, type))));
    }

    /// By the guide bit 1 is enough for version 1, which is what we write; bit 3 promises version 2 and so
    /// both.
    private static boolean readsOfflineKey(SpcCapabilities device) {
        return device.has(SpcCapabilities.OFFLINE_KEY) || device.has(SpcCapabilities.OFFLINE_KEY_V2);
    }

    private static boolean isPlaying(SpcPayload spc) {
        return spc.playbackState()
                .filter(state -> state.state() == SpcPlaybackState.PLAYING)
                .isPresent();
    }

    /// 0 when there is no limit; more than 136 years count as 136 years.
    private static long seconds(Optional<Duration> limit) {
        return Math.min(limit.map(Duration::toSeconds).orElse(0L), CkcKeyDuration.MAX_SECONDS);
    }
}
