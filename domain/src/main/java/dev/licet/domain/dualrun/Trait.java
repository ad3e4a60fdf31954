package dev.licet.domain.dualrun;

import java.util.Locale;

/// What the answers of two license services are compared in. Keys are not among it: each license has them encrypted for
/// the device. `docs/widevine.md` lists the words.
public enum Trait {
    /// The HTTP status.
    HTTP_STATUS,
    /// The word of the answer.
    STATUS,
    /// How the answer calls the content.
    CONTENT_ID,
    /// Whether the license is one to keep, as the answer says.
    LICENSE_TYPE,
    /// Whether it is a first license, as the answer says.
    REQUEST_TYPE,
    /// The tracks that the answer lists, with their key ids.
    TRACKS,
    /// Whether there is a license that can be read.
    LICENSE,
    /// The ids of the content keys in the license.
    KEYS,
    /// The level that they demand.
    SECURITY_LEVEL,
    /// The output protection that they demand.
    HDCP,
    /// Of the policy: whether the license may be played.
    CAN_PLAY,
    /// Of the policy: whether it may be kept.
    CAN_PERSIST,
    /// Of the policy: whether it can be renewed.
    CAN_RENEW,
    /// Of the policy, in seconds; 0 is no limit.
    RENTAL_DURATION,
    /// Of the policy, in seconds; 0 is no limit.
    PLAYBACK_DURATION,
    /// Of the policy, in seconds; 0 is no limit.
    LICENSE_DURATION,
    /// Of the policy: where the device renews.
    RENEWAL_SERVER,
    /// Of the policy, in seconds.
    RENEWAL_DELAY,
    /// Of the policy, in seconds.
    RENEWAL_RETRY,
    /// Of the policy, in seconds.
    RENEWAL_RECOVERY;

    /// In records and reports.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
