package dev.licet.device;

import dev.licet.device.widevine.ReceivedLicense;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the output says of a Widevine license.
final class WidevineOutcome {
    private WidevineOutcome() {}

    /// @param facts what is known of the conversation; the license adds its own
    static Outcome licensed(ReceivedLicense received, Map<String, Object> facts) {
        var license = received.license();
        var policy = license.policy().orElseThrow();
        facts.put("type", license.id().type().name().toLowerCase(Locale.ROOT));
        facts.put("version", license.id().version().orElse(0));
        facts.put("persist", policy.canPersist());
        facts.put("renew", policy.canRenew());
        put(facts, "startWindowSeconds", policy.rental());
        put(facts, "playbackSeconds", policy.playback());
        put(facts, "licenseSeconds", policy.license());
        put(facts, "renewalDelaySeconds", policy.renewalDelay());
        return new Outcome.Licensed(
                received.keys().stream().map(WidevineOutcome::key).toList(), facts);
    }

    private static void put(Map<String, Object> facts, String name, OptionalLong value) {
        if (value.isPresent()) facts.put(name, value.getAsLong());
    }

    private static Outcome.Key key(ReceivedLicense.Key key) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("level", key.level());
        facts.put("hdcp", hdcpWord(key.hdcp()));
        key.label().ifPresent(label -> facts.put("track", label));
        return new Outcome.Key(Optional.of(HexFormat.of().formatHex(key.kid())), key.key(), facts);
    }

    /// Reference: widevine.md 1.4, `OutputProtection`.
    private static String hdcpWord(int hdcp) {
        return switch (hdcp) {
            case 0 -> "none";
            case 1 -> "1";
            case 2 -> "2";
            case 3 -> "2.1";
            case 4 -> "2.2";
            case 5 -> "2.3";
            case 255 -> "no-digital-output";
            default -> String.valueOf(hdcp);
        };
    }
}
