package dev.licet.domain.token;

import java.time.Duration;
import java.util.Optional;

/// What a FairPlay token demands beyond the published parameters (reference: fairplay.md 4.2).
///
/// @param lease from the making of the device's request, whole seconds, until playback stops unless it is renewed
/// @param hdcp  what the outputs must be; without it the device enforces type 0
/// @param level how well the device must protect the picture
public record FairPlayRules(Optional<Duration> lease, Optional<Hdcp> hdcp, Optional<Level> level) {
    /// Nothing is demanded.
    public static final FairPlayRules NONE = new FairPlayRules(Optional.empty(), Optional.empty(), Optional.empty());

    /// Output protection in the words of FairPlay.
    public enum Hdcp {
        /// None, not even what the device would enforce by itself.
        NOT_REQUIRED,
        /// Any HDCP.
        TYPE_0,
        /// HDCP 2.2 or later on the whole way.
        TYPE_1
    }

    /// Security levels, the weakest first.
    public enum Level {
        /// For sound; the other two are for pictures.
        AUDIO,
        /// Every device has it.
        BASELINE,
        /// The picture is protected by hardware.
        MAIN
    }

    /// The same with another lease.
    public FairPlayRules withLease(Optional<Duration> other) {
        return new FairPlayRules(other, hdcp, level);
    }
}
