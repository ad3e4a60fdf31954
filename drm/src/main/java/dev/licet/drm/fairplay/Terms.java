package dev.licet.drm.fairplay;

import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.Rights;
import dev.licet.drm.wire.CkcHdcp;
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
    /// @param hdcp  output protection, if the token demands any
    /// @param limit a key duration or an offline key, never both
    record Written(Optional<CkcHdcp> hdcp, Optional<Tllv> limit) implements Terms {}

    /// They cannot.
    record Impossible(String reason) implements Terms {}

    /// Seconds of a rental that limits nothing. A device that is already playing must get a duration, even if
    /// the token has none; a year is checked at the next start only and is safe in 32-bit arithmetic.
    long NO_RENTAL_LIMIT = Duration.ofDays(365).toSeconds();

    static Terms of(Rights rights, SpcPayload spc) {
        Hdcp wanted = rights.keys().getFirst().hdcp();
        return hdcpRefused(wanted, spc.capabilities())
                .<Terms>map(Impossible::new)
                .orElseGet(() -> limit(rights, spc, hdcp(wanted)));
    }

    /// The published token API has no HDCP parameter for FairPlay, so `NONE` says nothing: without the TLLV the
    /// device enforces type 0, as it does for every other server.
    private static Optional<CkcHdcp> hdcp(Hdcp wanted) {
        return switch (wanted) {
            case NONE -> Optional.empty();
            case V1 -> Optional.of(CkcHdcp.TYPE_0);
            case V2, V2_1, V2_2, NO_DIGITAL_OUTPUT -> Optional.of(CkcHdcp.TYPE_1);
        };
    }

    private static Optional<String> hdcpRefused(Hdcp wanted, SpcCapabilities device) {
        return switch (wanted) {
            case NONE, V1 -> Optional.empty();
            case V2, V2_1, V2_2 ->
                device.has(SpcCapabilities.HDCP_TYPE_1)
                        ? Optional.empty()
                        : Optional.of("-42604 the key needs HDCP type 1, which the device does not enforce");
            case NO_DIGITAL_OUTPUT -> Optional.of("-42604 FairPlay cannot forbid digital outputs");
        };
    }

    private static Terms limit(Rights rights, SpcPayload spc, Optional<CkcHdcp> hdcp) {
        return rights.persistent() ? persistent(rights, spc, hdcp) : streaming(rights, spc, hdcp);
    }

    private static Terms streaming(Rights rights, SpcPayload spc, Optional<CkcHdcp> hdcp) {
        long rental = seconds(rights.rental());
        if (seconds(rights.playbackDuration()) > 0) {
            return new Impossible("-42585 a playback duration needs a persistent license in FairPlay");
        }
        if (rental > 0 && spc.playbackState().isEmpty()) {
            return new Impossible("-42585 the rental duration needs a playback state, and the SPC has none");
        }
        if (rental == 0 && !isPlaying(spc)) return new Written(hdcp, Optional.empty());
        return duration(hdcp, rental > 0 ? rental : NO_RENTAL_LIMIT, Type.RENTAL);
    }

    private static Terms persistent(Rights rights, SpcPayload spc, Optional<CkcHdcp> hdcp) {
        long rental = seconds(rights.rental());
        long playback = seconds(rights.playbackDuration());
        if (readsOfflineKey(spc.capabilities()) && !isPlaying(spc)) {
            return new Written(
                    hdcp, Optional.of(CkcOfflineKey.v1(rental, playback).tllv()));
        }
        if (playback > 0) {
            return new Impossible("-42585 the playback duration needs an offline key, which this SPC cannot be given");
        }
        if (spc.playbackState().isPresent()) {
            return duration(hdcp, rental, rental > 0 ? Type.PERSIST_WITH_DURATION : Type.PERSIST);
        }
        if (rental > 0) {
            return new Impossible("-42585 the rental duration needs a playback state or offline key support");
        }
        return new Written(hdcp, Optional.empty());
    }

    private static Terms duration(Optional<CkcHdcp> hdcp, long rental, Type type) {
        return new Written(hdcp, Optional.of(new CkcKeyDuration(0, rental, type).tllv()));
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
