package dev.licet.keys.license;

import dev.licet.domain.dualrun.Difference;
import dev.licet.domain.dualrun.Trait;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can be told of an answer of `getlicense`, ours or another service's (reference: widevine.md 3.4). Only what is
/// compared leaves the document: the rest, such as the signing key in `session_state`, is stepped over.
///
/// @param status one word of capitals
/// @param traits texts to be compared; a refusal has two alone
public record GivenAnswer(String status, Map<Trait, String> traits) {
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    public GivenAnswer {
        traits = Map.copyOf(traits);
    }

    /// Reads an answer.
    ///
    /// @param http the HTTP status
    /// @return empty where it is no answer of this interface
    public static Optional<GivenAnswer> read(int http, byte[] body) {
        try {
            JsonObject answer = JsonObject.read(body);
            String status = answer.text("status").orElse("");
            if (!WORD.matcher(status).matches()) return Optional.empty();
            var traits = new EnumMap<Trait, String>(Trait.class);
            traits.put(Trait.HTTP_STATUS, Integer.toString(http));
            traits.put(Trait.STATUS, status);
            if (isGood(status)) tell(answer, traits);
            return Optional.of(new GivenAnswer(status, traits));
        } catch (MalformedJson another) {
            return Optional.empty();
        }
    }

    private static boolean isGood(String status) {
        return status.equals(LicenseStatus.OK.name());
    }

    private static void tell(JsonObject answer, Map<Trait, String> traits) throws MalformedJson {
        JsonObject metadata = answer.object("license_metadata").orElse(JsonObject.EMPTY);
        traits.put(
                Trait.CONTENT_ID,
                metadata.bytes("content_id").map(GivenAnswer::shown).orElse(""));
        traits.put(Trait.LICENSE_TYPE, metadata.text("license_type").orElse(""));
        traits.put(Trait.REQUEST_TYPE, metadata.text("request_type").orElse(""));
        traits.put(Trait.TRACKS, tracks(answer.objects("supported_tracks")));
        traits.putAll(LicenseTraits.of(answer.bytes("license")));
    }

    /// As text where it is visible ASCII, else in hexadecimal.
    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean visible = text.chars().allMatch(character -> character >= ' ' && character <= '~');
        return visible ? text : HexFormat.of().formatHex(bytes);
    }

    private static String tracks(List<JsonObject> tracks) throws MalformedJson {
        var words = new TreeSet<String>();
        for (JsonObject track : tracks) {
            String kid = track.bytes("key_id").map(HexFormat.of()::formatHex).orElse("");
            words.add(track.text("type").orElse("") + ":" + kid);
        }
        return String.join(" ", words);
    }

    /// Whether it gives what was asked for.
    public boolean isGood() {
        return isGood(status);
    }

    /// Whether it says no more than that the service has failed.
    public boolean isFailure() {
        return status.equals(LicenseStatus.INTERNAL_ERROR.name());
    }

    /// Whether the service knows nothing of the device or the license.
    public boolean isForStrangers() {
        return status.equals(LicenseStatus.INVALID_LICENSE_CHALLENGE.name());
    }

    /// In what this answer of ours differs from one of theirs. Of a refusal, only that it is one.
    public List<Difference> differences(GivenAnswer theirs) {
        boolean both = isGood() && theirs.isGood();
        return Stream.of(Trait.values())
                .filter(trait -> both || trait == Trait.HTTP_STATUS || trait == Trait.STATUS)
                .map(trait -> new Difference(trait, text(trait), theirs.text(trait)))
                .filter(one -> !one.ours().equals(one.theirs()))
                .toList();
    }

    private String text(Trait trait) {
        return traits.getOrDefault(trait, "");
    }
}
