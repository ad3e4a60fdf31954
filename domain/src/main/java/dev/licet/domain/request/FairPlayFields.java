package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.token.FairPlayRules;
import java.time.Duration;
import java.util.Optional;

/// Our own parameters for what a FairPlay license can say and no published parameter asks for. Their names begin with
/// `licet`, so that no published one will ever mean something else; their codes are the nearest published ones.
final class FairPlayFields {
    static final String PERSISTENT = "licetPersistent";
    static final String LEASE = "licetLeaseDuration";
    static final String PLAYBACK = "licetPlaybackDuration";
    static final String HDCP = "licetHdcpType";
    static final String LEVEL = "licetSecurityLevel";
    private static final int IV_BYTES = 16;

    private FairPlayFields() {}

    /// Whether the device may keep the license.
    static boolean persistent(Fields fields) throws BadParameter {
        Optional<String> text = fields.filled(PERSISTENT, Refusal.GENERAL_FLAGS);
        if (text.isEmpty()) return false;
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw oneOf(PERSISTENT, Refusal.GENERAL_FLAGS, "true or false");
        };
    }

    /// `iv`, required for FairPlay: a device gets it from the CKC alone (reference: fairplay.md 0.6). The packager's
    /// own is known where it was given the key here.
    static void iv(TokenDraft draft) throws BadParameter {
        if (draft.drm() != Drm.FAIRPLAY) return;
        Optional<SecretBytes> iv = draft.fields().secret("iv", IV_BYTES, Refusal.IV, Refusal.IV);
        if (iv.isEmpty() && draft.packaged(0).isEmpty()) {
            throw BadParameter.of("iv", Refusal.IV, "iv was not sent").hint("Send iv, 32 hexadecimal digits.");
        }
        draft.iv = iv;
    }

    /// Without a lease, which is read with the other durations.
    ///
    /// @param rule says what the request does not
    static FairPlayRules rules(Fields fields, Optional<TrackRule> rule) throws BadParameter {
        Optional<FairPlayRules.Hdcp> hdcp = hdcp(fields);
        Optional<FairPlayRules.Level> level = level(fields);
        return new FairPlayRules(
                Optional.empty(),
                hdcp.isPresent() ? hdcp : rule.map(TrackRule::fairPlayHdcp),
                level.isPresent() ? level : rule.map(TrackRule::fairPlayLevel));
    }

    /// The numbers of Apple's own key server (reference: fairplay.md 6.3).
    private static Optional<FairPlayRules.Hdcp> hdcp(Fields fields) throws BadParameter {
        Optional<String> text = fields.filled(HDCP, Refusal.OUTPUT_CONTROL_RANGE);
        if (text.isEmpty()) return Optional.empty();
        return switch (text.get()) {
            case "-1" -> Optional.of(FairPlayRules.Hdcp.NOT_REQUIRED);
            case "0" -> Optional.of(FairPlayRules.Hdcp.TYPE_0);
            case "1" -> Optional.of(FairPlayRules.Hdcp.TYPE_1);
            default -> throw oneOf(HDCP, Refusal.OUTPUT_CONTROL_RANGE, "-1, 0 or 1");
        };
    }

    private static Optional<FairPlayRules.Level> level(Fields fields) throws BadParameter {
        Optional<String> text = fields.filled(LEVEL, Refusal.KEY_DATA);
        if (text.isEmpty()) return Optional.empty();
        return switch (text.get()) {
            case "audio" -> Optional.of(FairPlayRules.Level.AUDIO);
            case "baseline" -> Optional.of(FairPlayRules.Level.BASELINE);
            case "main" -> Optional.of(FairPlayRules.Level.MAIN);
            default -> throw oneOf(LEVEL, Refusal.KEY_DATA, "audio, baseline or main");
        };
    }

    private static BadParameter oneOf(String name, Refusal why, String values) {
        return BadParameter.of(name, why, name + " must be " + values).hint("Send " + values + ", or leave it out.");
    }

    /// A license is leased or kept, never both: devices reject a license that says both.
    static Optional<Duration> lease(Fields fields, boolean persistent) throws BadParameter {
        Optional<Duration> lease = limit(fields, LEASE);
        if (lease.isEmpty() || !persistent) return lease;
        throw BadParameter.of(LEASE, Refusal.RENTAL_DURATION, "a license to keep cannot be leased")
                .hint("Send " + LEASE + " or " + PERSISTENT + "=true, not both.");
    }

    /// Only a license to keep can say how long playback may last.
    static Optional<Duration> playback(Fields fields, boolean persistent) throws BadParameter {
        Optional<Duration> playback = limit(fields, PLAYBACK);
        if (playback.isEmpty() || persistent) return playback;
        throw BadParameter.of(PLAYBACK, Refusal.RENTAL_DURATION, PLAYBACK + " is for licenses to keep")
                .hint("Send " + PERSISTENT + "=true beside " + PLAYBACK + ", or " + LEASE + " in its place.");
    }

    private static Optional<Duration> limit(Fields fields, String name) throws BadParameter {
        return fields.seconds(name, Refusal.RENTAL_DURATION).filter(Duration::isPositive);
    }
}
