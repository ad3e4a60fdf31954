package dev.licet.keys.license;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseRequest.Key;
import dev.licet.keys.license.LicenseRequest.Protection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Reads `content_key_specs` (reference: widevine.md 3.3).
final class KeySpecReader {
    private static final int MOST_KEYS = 64;
    private static final int HIGHEST_LEVEL = 5;

    private KeySpecReader() {}

    static List<Key> read(List<JsonObject> specs) throws MalformedJson, Unlicensed {
        if (specs.size() > MOST_KEYS) {
            throw Unlicensed.member("content_key_specs", "content_key_specs has more than " + MOST_KEYS + " keys");
        }
        var keys = new ArrayList<Key>();
        var kids = new HashSet<KeyId>();
        for (JsonObject spec : specs) {
            Key key = key(spec);
            if (!kids.add(key.kid())) throw Unlicensed.member("key_id", "the key_id " + key.kid() + " comes twice");
            keys.add(key);
        }
        return keys;
    }

    private static Key key(JsonObject spec) throws MalformedJson, Unlicensed {
        return new Key(
                KeyId.of(sixteen(spec, "key_id")),
                SecretBytes.taking(sixteen(spec, "key")),
                track(spec),
                demands(spec));
    }

    private static byte[] sixteen(JsonObject spec, String name) throws MalformedJson, Unlicensed {
        return spec.bytes(name)
                .filter(bytes -> bytes.length == KeyGrant.KEY_BYTES)
                .orElseThrow(() -> Unlicensed.member(name, name + " of a key must have 16 bytes"));
    }

    private static TrackType track(JsonObject spec) throws MalformedJson, Unlicensed {
        String word = spec.text("track_type").orElse("");
        if (word.isEmpty()) return TrackType.SD;
        return Stream.of(TrackType.values())
                .filter(type -> type.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Unlicensed.member("track_type", "track_type must be SD, HD, UHD1, UHD2 or AUDIO"));
    }

    private static Protection demands(JsonObject spec) throws MalformedJson, Unlicensed {
        OptionalLong level = spec.number("security_level", HIGHEST_LEVEL);
        boolean said = level.isPresent() && level.getAsLong() > 0;
        JsonObject output = spec.object("required_output_protection").orElse(JsonObject.EMPTY);
        refuse(output, "cgms_flags", "CGMS_NONE");
        refuse(output, "hdcp_srm_rule", "HDCP_SRM_RULE_NONE");
        if (output.flag("disable_analog_output")) throw unsayable("disable_analog_output");
        return new Protection(said ? OptionalInt.of((int) level.getAsLong()) : OptionalInt.empty(), hdcp(output));
    }

    private static void refuse(JsonObject output, String name, String nothing) throws MalformedJson, Unlicensed {
        boolean demands = output.text(name)
                .filter(word -> !word.isEmpty() && !word.equals(nothing))
                .isPresent();
        if (demands) throw unsayable(name);
    }

    private static Unlicensed unsayable(String name) {
        return Unlicensed.member(name, "licenses that are given here cannot say " + name);
    }

    private static Optional<Hdcp> hdcp(JsonObject output) throws MalformedJson, Unlicensed {
        String word = output.text("hdcp").orElse("");
        return switch (word) {
            case "" -> Optional.empty();
            case "HDCP_NONE" -> Optional.of(Hdcp.NONE);
            case "HDCP_V1" -> Optional.of(Hdcp.V1);
            case "HDCP_V2" -> Optional.of(Hdcp.V2);
            case "HDCP_V2_1" -> Optional.of(Hdcp.V2_1);
            case "HDCP_V2_2" -> Optional.of(Hdcp.V2_2);
            case "HDCP_NO_DIGITAL_OUTPUT" -> Optional.of(Hdcp.NO_DIGITAL_OUTPUT);
            default ->
                throw Unlicensed.member(
                        "hdcp",
                        "hdcp must be HDCP_NONE, HDCP_V1, HDCP_V2, HDCP_V2_1, HDCP_V2_2 or HDCP_NO_DIGITAL_OUTPUT");
        };
    }
}
