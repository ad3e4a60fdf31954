package dev.licet.domain.token;

import dev.licet.domain.Drm;
import java.time.Duration;
import java.util.Optional;

/// What a license says about time, whatever its DRM system calls it. Whoever writes a license takes its
/// limits from here, and so does whoever says beforehand what a viewer will get. An absent time is no limit.
///
/// @param begin from the license on, how long playback may begin
/// @param play  from the first play on, how long playback may go on
/// @param lease from each license on, how long playback goes on unless the player renews
/// @param kept  whether the device may keep the license
public record LicenseTimes(Optional<Duration> begin, Optional<Duration> play, Optional<Duration> lease, boolean kept) {
    /// Those of a license with these rights.
    public static LicenseTimes of(Drm drm, Rights rights) {
        return switch (drm) {
            case WIDEVINE, PLAYREADY ->
                new LicenseTimes(
                        rights.startWindow(), rights.playbackDuration(), Optional.empty(), rights.persistent());
            case FAIRPLAY ->
                new LicenseTimes(
                        rights.rental(),
                        rights.playbackDuration(),
                        rights.fairPlay().lease(),
                        rights.persistent());
            case CLEARKEY ->
                new LicenseTimes(Optional.empty(), Optional.empty(), Optional.empty(), rights.persistent());
        };
    }
}
