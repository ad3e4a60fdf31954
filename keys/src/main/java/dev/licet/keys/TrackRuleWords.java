package dev.licet.keys;

import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A track rule in the words of manifests, so that they say what the license demands (reference: speke-cpix.md 12).
public final class TrackRuleWords {
    private static final List<String> WIDEVINE =
            List.of("SW_SECURE_CRYPTO", "SW_SECURE_DECODE", "HW_SECURE_CRYPTO", "HW_SECURE_DECODE", "HW_SECURE_ALL");

    private TrackRuleWords() {}

    /// `HDCP-LEVEL` of an HLS variant.
    public static String hlsHdcpLevel(TrackRule rule) {
        return switch (rule.fairPlayHdcp()) {
            case NOT_REQUIRED -> "NONE";
            case TYPE_0 -> "TYPE-0";
            case TYPE_1 -> "TYPE-1";
        };
    }

    /// The `OutputProtection` element of a DASH manifest, which names the least version of HDCP; empty where none is
    /// demanded.
    public static Optional<String> outputProtection(TrackRule rule) {
        return version(rule.hdcp())
                .map(version -> "<OutputProtection xmlns=\"urn:mpeg:dash:schema:mpd:2011\""
                        + " schemeIdUri=\"urn:mpeg:dash:output-protection:hdcp:2020\" value=\"" + version + "\"/>");
    }

    /// No digital output at all is more than a manifest can say; the strictest version comes nearest.
    private static Optional<String> version(Hdcp hdcp) {
        return switch (hdcp) {
            case NONE -> Optional.empty();
            case V1 -> Optional.of("1.0");
            case V2 -> Optional.of("2.0");
            case V2_1 -> Optional.of("2.1");
            case V2_2, NO_DIGITAL_OUTPUT -> Optional.of("2.2");
        };
    }

    /// `robustness` of a DASH `ContentProtection`; empty for systems that have none.
    public static Optional<String> robustness(ProtectionSystem system, TrackRule rule) {
        return switch (system) {
            case WIDEVINE -> Optional.of(WIDEVINE.get(rule.level() - 1));
            case PLAYREADY -> Optional.of(Integer.toString(rule.playReady().minimumLevel()));
            case FAIRPLAY, COMMON, AES_128, AES_128_V1 -> Optional.empty();
        };
    }

    /// The share of a system in `ALLOWED-CPC` of an HLS variant: everything that is strong enough.
    public static Optional<String> allowedCpc(ProtectionSystem system, TrackRule rule) {
        return switch (system) {
            case WIDEVINE ->
                Optional.of("urn:uuid:" + system.id() + ":"
                        + String.join("/", WIDEVINE.subList(rule.level() - 1, WIDEVINE.size())));
            case PLAYREADY ->
                Optional.of("com.microsoft.playready:"
                        + List.of(150, 2000, 3000).stream()
                                .filter(level -> level >= rule.playReady().minimumLevel())
                                .map(level -> Integer.toString(level))
                                .collect(Collectors.joining("/")));
            case FAIRPLAY -> Optional.of("com.apple.streamingkeydelivery:" + fairPlay(rule.fairPlayLevel()));
            case COMMON, AES_128, AES_128_V1 -> Optional.empty();
        };
    }

    private static String fairPlay(FairPlayRules.Level level) {
        return switch (level) {
            case AUDIO, BASELINE -> "AppleBaseline/AppleMain";
            case MAIN -> "AppleMain";
        };
    }
}
