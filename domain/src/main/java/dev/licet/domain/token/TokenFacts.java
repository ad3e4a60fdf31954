package dev.licet.domain.token;

import dev.licet.domain.Drm;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a token says, as short texts by name: for records and for people. Keys are not in it, and a rule that the
/// token does not have is left out. Several keys have their values in the order of the keys.
public final class TokenFacts {
    private final Map<String, String> facts = new TreeMap<>();

    private TokenFacts() {}

    /// All facts of a token, by the names in which records have them.
    public static Map<String, String> of(Token token) {
        var facts = new TokenFacts();
        facts.put("expires", token.expires().toString());
        if (token.drm() == Drm.PLAYREADY) {
            facts.playReady(token.rights());
        } else {
            if (token.drm() == Drm.WIDEVINE) facts.widevine(token.rights());
            facts.rights(token.rights());
        }
        facts.put("fault", token.fault().map(Fault::text).orElse(""));
        return facts.facts;
    }

    private void playReady(Rights rights) {
        var rules = rights.playReady();
        put("rights_type", rules.purchase().word());
        put("rental_end", rules.end().map(Object::toString).orElse(""));
        put("playback_duration", seconds(rights.playbackDuration()));
        put("unknown_outputs", rules.unknownOutputs().word());
        put(
                "output_control_flags",
                rules.outputControls().map(HexFormat.of()::toHexDigits).orElse(""));
        put("bound_device", rules.device().orElse(""));
        put("min_security_level", ofKeys(rules, key -> Integer.toString(key.securityLevel())));
        put("algorithm", ofKeys(rules, key -> key.algorithm().name().toLowerCase(Locale.ROOT)));
        put("output_levels", ofKeys(rules, key -> levels(key.levels())));
        put("persistent", rights.persistent() ? "yes" : "");
        put("extensions", rights.extensions().stream().map(Object::toString).collect(Collectors.joining(" ")));
    }

    private static String ofKeys(PlayReadyRules rules, Function<PlayReadyRules.KeyRules, String> value) {
        return rules.keys().stream().map(value).collect(Collectors.joining(","));
    }

    /// In the alphabetical order of their parameters.
    private static String levels(PlayReadyRules.OutputLevels levels) {
        return levels.analogVideo() + "/" + levels.compressedDigitalAudio() + "/" + levels.compressedDigitalVideo()
                + "/" + levels.uncompressedDigitalAudio() + "/" + levels.uncompressedDigitalVideo();
    }

    /// The other systems do not look at these rules of a key, so a record of theirs must not speak of them.
    private void widevine(Rights rights) {
        put("security_level", each(rights, key -> Integer.toString(key.securityLevel())));
        put("hdcp", each(rights, key -> key.hdcp().name().toLowerCase(Locale.ROOT)));
    }

    private void rights(Rights rights) {
        put("start_window", seconds(rights.startWindow()));
        put("playback_duration", seconds(rights.playbackDuration()));
        put("rental_duration", seconds(rights.rental()));
        put("lease_duration", seconds(rights.fairPlay().lease()));
        put("hdcp_type", word(rights.fairPlay().hdcp()));
        put("required_level", word(rights.fairPlay().level()));
        put("persistent", rights.persistent() ? "yes" : "");
        put("extensions", rights.extensions().stream().map(Object::toString).collect(Collectors.joining(" ")));
    }

    private static String each(Rights rights, Function<KeyGrant, String> value) {
        return rights.keys().stream().map(value).collect(Collectors.joining(","));
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(limit -> Long.toString(limit.toSeconds())).orElse("");
    }

    private static String word(Optional<? extends Enum<?>> value) {
        return value.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
    }

    private void put(String name, String value) {
        if (!value.isEmpty()) facts.put(name, value);
    }
}
