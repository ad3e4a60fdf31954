package dev.licet.domain.packager;

import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;

/// What licenses, and manifests with them, demand for one kind of track.
///
/// @param level         Widevine robustness, 1 to 5
/// @param hdcp          Widevine's output protection
/// @param fairPlayHdcp  FairPlay's output protection
/// @param fairPlayLevel FairPlay's security level
/// @param playReady     what PlayReady demands
public record TrackRule(
        int level,
        Hdcp hdcp,
        FairPlayRules.Hdcp fairPlayHdcp,
        FairPlayRules.Level fairPlayLevel,
        PlayReadyRule playReady) {
    public TrackRule {
        if (level < 1 || level > 5) throw new IllegalArgumentException("level: must be 1 to 5");
    }

    TrackRule withLevel(int robustness) {
        return new TrackRule(robustness, hdcp, fairPlayHdcp, fairPlayLevel, playReady);
    }

    TrackRule withHdcp(Hdcp protection) {
        return new TrackRule(level, protection, fairPlayHdcp, fairPlayLevel, playReady);
    }

    TrackRule withFairPlayHdcp(FairPlayRules.Hdcp protection) {
        return new TrackRule(level, hdcp, protection, fairPlayLevel, playReady);
    }

    TrackRule withFairPlayLevel(FairPlayRules.Level security) {
        return new TrackRule(level, hdcp, fairPlayHdcp, security, playReady);
    }

    TrackRule withPlayReady(PlayReadyRule demands) {
        return new TrackRule(level, hdcp, fairPlayHdcp, fairPlayLevel, demands);
    }

    /// PlayReady's least security level and output protection levels (reference: playready.md 2).
    ///
    /// @param minimumLevel            150, 2000 or 3000
    /// @param analogVideo             0 to 999, as all of the following
    /// @param compressedDigitalAudio  of audio as it is coded
    /// @param compressedDigitalVideo  of video as it is coded
    /// @param uncompressedDigitalAudio of decoded audio
    /// @param uncompressedDigitalVideo of decoded video; 300 demands HDCP
    public record PlayReadyRule(
            int minimumLevel,
            int analogVideo,
            int compressedDigitalAudio,
            int compressedDigitalVideo,
            int uncompressedDigitalAudio,
            int uncompressedDigitalVideo) {
        /// The greatest output protection level.
        public static final int HIGHEST = 999;

        public PlayReadyRule {
            if (minimumLevel != 150 && minimumLevel != 2000 && minimumLevel != 3000) {
                throw new IllegalArgumentException("PlayReady level: must be 150, 2000 or 3000");
            }
            level("analog video", analogVideo);
            level("compressed digital audio", compressedDigitalAudio);
            level("compressed digital video", compressedDigitalVideo);
            level("uncompressed digital audio", uncompressedDigitalAudio);
            level("uncompressed digital video", uncompressedDigitalVideo);
        }

        private static void level(String name, int value) {
            if (value < 0 || value > HIGHEST) throw new IllegalArgumentException(name + ": must be 0 to 999");
        }
    }
}
