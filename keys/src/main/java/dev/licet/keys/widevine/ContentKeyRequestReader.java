package dev.licet.keys.widevine;

import dev.licet.domain.Ascii;
import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.widevine.ContentKeyRequest.Content;
import dev.licet.keys.widevine.ContentKeyRequest.Rotation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the message of a packager (reference: ecosystem.md 5.1, widevine.md 3.5). Members that there are none of here
/// are passed over.
final class ContentKeyRequestReader {
    private static final int LONGEST_CONTENT_ID = 1024;
    private static final int LONGEST_GROUP_ID = 256;
    private static final String FEATURE = "[A-Za-z0-9_-]{1,32}";

    private final JsonObject message;

    private ContentKeyRequestReader(JsonObject message) {
        this.message = message;
    }

    static ContentKeyRequest read(byte[] message) throws Unserved {
        try {
            return new ContentKeyRequestReader(JsonObject.read(message)).request();
        } catch (MalformedJson bad) {
            throw malformed(bad.getMessage());
        }
    }

    private ContentKeyRequest request() throws MalformedJson, Unserved {
        if (message.flag("enable_entitlement_license")) {
            throw new Unserved(Status.ACCESS_DENIED, Rule.CONTRACT, "entitlement licenses are not given here");
        }
        Content content = content();
        KeyPolicy policy = policy();
        Set<TrackType> tracks = tracks();
        return new ContentKeyRequest(
                content,
                policy,
                List.copyOf(tracks),
                systems(),
                scheme(),
                rotation(tracks.size()),
                groupId(),
                videoFeature());
    }

    private KeyPolicy policy() throws MalformedJson, Unserved {
        return KeyPolicy.named(message.text("policy").orElse(""))
                .orElseThrow(() -> new Unserved(
                        Status.POLICY_UNKNOWN, Rule.CONTRACT, "policy must be default, shared-video or shared"));
    }

    private Content content() throws MalformedJson, Unserved {
        Optional<byte[]> id = message.bytes("content_id").filter(bytes -> bytes.length > 0);
        Optional<byte[]> pssh = message.bytes("pssh_data");
        OptionalLong asset = message.number("asset_id", Period.GREATEST_INDEX);
        long ways = Stream.of(id.isPresent(), pssh.isPresent(), asset.isPresent())
                .filter(way -> way)
                .count();
        if (ways > 1) {
            throw new Unserved(
                    Status.TOO_MANY_CONTENT_SPECIFIERS, Rule.CPIX_CONTENT, "content_id, pssh_data or asset_id: one");
        }
        if (asset.isPresent()) {
            throw new Unserved(
                    Status.ASSET_NOT_FOUND, Rule.CPIX_CONTENT, "assets of Widevine Classic are unknown here");
        }
        return pssh.isPresent() ? boxed(pssh.get()) : identified(id.orElseThrow(ContentKeyRequestReader::missing));
    }

    private static Unserved missing() {
        return new Unserved(Status.CONTENT_ID_MISSING, Rule.CPIX_CONTENT, "content_id is missing or empty");
    }

    private static Content identified(byte[] id) throws Unserved {
        if (id.length > LONGEST_CONTENT_ID) throw malformed("content_id has more than 1024 bytes");
        return new Content.Id(id);
    }

    /// Packagers that name no kids in their boxes name the content.
    private static Content boxed(byte[] data) throws Unserved {
        try {
            WidevinePssh pssh = WidevinePssh.read(data);
            boolean sound = pssh.keyIds().stream().allMatch(kid -> kid.length == KeyId.BYTES);
            if (!sound || pssh.keyIds().size() > KeyOrders.MOST_KEYS) throw badBox();
            if (!pssh.keyIds().isEmpty()) return new Content.Kids(pssh.keyIds());
            return identified(
                    pssh.contentId().filter(id -> id.length > 0).orElseThrow(ContentKeyRequestReader::badBox));
        } catch (MalformedMessage notOne) {
            throw badBox();
        }
    }

    private static Unserved badBox() {
        return new Unserved(
                Status.INVALID_WIDEVINE_PSSH,
                Rule.CPIX_SYSTEMS,
                "pssh_data is not the data of a Widevine box with 1 to 256 key ids or a content id");
    }

    private Set<TrackType> tracks() throws MalformedJson, Unserved {
        var tracks = new LinkedHashSet<TrackType>();
        for (JsonObject track : message.objects("tracks")) {
            String word = track.text("type").orElse("");
            TrackType type = Stream.of(TrackType.values())
                    .filter(one -> one.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new Unserved(
                            Status.TRACK_TYPE_UNKNOWN,
                            Rule.CPIX_LISTS,
                            "the type of a track must be SD, HD, UHD1, UHD2 or AUDIO"));
            if (!tracks.add(type)) throw malformed("the track " + type + " is asked for twice");
        }
        if (tracks.isEmpty()) {
            throw new Unserved(Status.TRACK_TYPE_MISSING, Rule.CPIX_LISTS, "tracks is missing or empty");
        }
        return tracks;
    }

    /// Only Google's system and Microsoft's were ever in this interface.
    private List<ProtectionSystem> systems() throws MalformedJson, Unserved {
        var systems = new LinkedHashSet<ProtectionSystem>();
        for (String word : message.texts("drm_types")) {
            switch (word) {
                case "WIDEVINE" -> systems.add(ProtectionSystem.WIDEVINE);
                case "PLAYREADY" -> systems.add(ProtectionSystem.PLAYREADY);
                default -> throw malformed("drm_types must be WIDEVINE or PLAYREADY");
            }
        }
        return systems.isEmpty() ? List.of(ProtectionSystem.WIDEVINE) : List.copyOf(systems);
    }

    private Scheme scheme() throws MalformedJson, Unserved {
        String word = message.text("protection_scheme").orElse("CENC");
        boolean capitals = word.matches("[A-Z0-9]+");
        Optional<Scheme> scheme = word.equals("UNSPECIFIED")
                ? Optional.of(Scheme.CENC)
                : Scheme.named(Ascii.lower(word)).filter(known -> capitals);
        return scheme.orElseThrow(() -> malformed("protection_scheme must be CENC, CENS, CBC1 or CBCS"));
    }

    private Optional<Rotation> rotation(int tracks) throws MalformedJson, Unserved {
        OptionalLong first = message.number("first_crypto_period_index", Period.GREATEST_INDEX);
        OptionalLong count = message.number("crypto_period_count", Period.GREATEST_INDEX);
        OptionalLong seconds = message.number("crypto_period_seconds", Period.GREATEST_INDEX);
        if (first.isEmpty() && count.isPresent()) throw malformed("first_crypto_period_index is missing");
        if (first.isEmpty()) return Optional.empty();
        long periods = count.orElse(1);
        if (periods == 0) {
            throw new Unserved(Status.NO_REQUESTED_CRYPTO_PERIODS, Rule.CONTRACT, "crypto_period_count is 0");
        }
        if (periods * tracks > KeyOrders.MOST_KEYS) {
            throw malformed("more than " + KeyOrders.MOST_KEYS + " keys are asked for at once");
        }
        return Optional.of(new Rotation(first.getAsLong(), (int) periods, seconds));
    }

    private Optional<byte[]> groupId() throws MalformedJson, Unserved {
        Optional<byte[]> group = message.bytes("group_id").filter(bytes -> bytes.length > 0);
        if (group.filter(bytes -> bytes.length > LONGEST_GROUP_ID).isPresent()) {
            throw malformed("group_id has more than " + LONGEST_GROUP_ID + " bytes");
        }
        return group;
    }

    private Optional<String> videoFeature() throws MalformedJson, Unserved {
        Optional<String> feature = message.text("video_feature").filter(text -> !text.isEmpty());
        if (feature.filter(text -> !text.matches(FEATURE)).isPresent()) {
            throw malformed("video_feature must be 1 to 32 letters, digits, hyphens and underscores");
        }
        return feature;
    }

    private static Unserved malformed(String sentence) {
        return new Unserved(Status.MALFORMED_REQUEST, Rule.DOCUMENT, sentence);
    }
}
