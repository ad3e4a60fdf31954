package dev.licet.keys.widevine;

import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrder;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Provision;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackOrders;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.Signalling;
import dev.licet.keys.widevine.ContentKeyAnswer.Track;
import dev.licet.keys.widevine.ContentKeyRequest.Content;
import dev.licet.keys.widevine.ContentKeyRequest.Rotation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The door for packagers that ask for keys as they asked Google's key service. Asking again gives the same
/// keys, and so does every other door for the same content and track.
public final class ContentKeyDoor {
    private static final long INDEXES = Period.GREATEST_INDEX + 1;

    private final KeyProvider provider;

    public ContentKeyDoor(KeyProvider provider) {
        this.provider = provider;
    }

    /// What a packager gets.
    ///
    /// @param body the whole answer
    /// @param why  nothing was given out, where it is there
    public record Answer(byte[] body, Optional<Refused> why) {}

    /// An answer that gives nothing.
    public static Answer denied(Status status, Refused why) {
        return new Answer(denied(status, why.reason()), Optional.of(why));
    }

    /// The same as a body.
    public static byte[] denied(Status status, String sentence) {
        return ContentKeyAnswer.refusal(status, sentence);
    }

    /// One track of one period that is asked for, and the key that is ordered for it.
    private record Wanted(TrackType type, OptionalLong period, KeyOrder order) {}

    /// Answers a message whose signature is good.
    public Answer answer(PackagerCall call, byte[] message) {
        try {
            ContentKeyRequest request = ContentKeyRequestReader.read(message);
            return switch (request.content()) {
                case Content.Id(byte[] id) -> forContent(call, request, id);
                case Content.Kids(List<byte[]> kids) -> forKids(call, request, kids);
            };
        } catch (Unserved unserved) {
            provider.refuse(call, Optional.empty(), unserved.why());
            return denied(unserved.status(), unserved.why());
        }
    }

    private static void checkSystems(ContentKeyRequest request) throws Unserved {
        for (ProtectionSystem system : request.systems()) {
            if (system.plays(request.scheme())) continue;
            String sentence = system.word() + " cannot play " + request.scheme().word();
            throw new Unserved(Status.MALFORMED_REQUEST, Rule.CPIX_SYSTEMS, sentence);
        }
    }

    private Answer forContent(PackagerCall call, ContentKeyRequest request, byte[] id) throws Unserved {
        checkSystems(request);
        String contentId = ContentName.of(id);
        var present = provider.present(call.account(), call.environment(), contentId);
        List<Wanted> wanted = wanted(request, new TrackOrders(call, contentId, present));
        var distinct = new LinkedHashMap<KeyId, KeyOrder>();
        for (Wanted one : wanted) distinct.putIfAbsent(one.order().kid(), one.order());
        var orders = new KeyOrders(
                contentId,
                Optional.of(request.scheme()),
                Set.copyOf(request.systems()),
                List.copyOf(distinct.values()));
        return answered(call, request, orders, keys -> tracks(wanted, keys));
    }

    private static List<Wanted> wanted(ContentKeyRequest request, TrackOrders orders) {
        var wanted = new ArrayList<Wanted>();
        for (OptionalLong period : periods(request.rotation())) {
            for (TrackType type : request.tracks()) {
                KeyOrder order =
                        orders.in(period, track(request, type), request.policy().type(type));
                wanted.add(new Wanted(type, period, order));
            }
        }
        return wanted;
    }

    private static List<OptionalLong> periods(Optional<Rotation> rotation) {
        if (rotation.isEmpty()) return List.of(OptionalLong.empty());
        var periods = new ArrayList<OptionalLong>();
        for (int i = 0; i < rotation.get().count(); i++) {
            periods.add(OptionalLong.of((rotation.get().first() + i) % INDEXES));
        }
        return periods;
    }

    /// Sound knows no feature of pictures.
    private static String track(ContentKeyRequest request, TrackType type) {
        String track = request.policy().track(type);
        boolean sound = track.equals(TrackType.AUDIO.name());
        return request.videoFeature()
                .filter(_ -> !sound)
                .map(feature -> track + "/" + feature)
                .orElse(track);
    }

    private static List<Track> tracks(List<Wanted> wanted, List<ServedKey> keys) {
        Map<KeyId, ServedKey> byKid =
                keys.stream().collect(Collectors.toMap(key -> key.key().kid(), Function.identity()));
        return wanted.stream()
                .map(one -> new Track(
                        one.type(), Objects.requireNonNull(byKid.get(one.order().kid())), one.period()))
                .toList();
    }

    /// For whoever decrypts what was packaged. Nothing but when and to whom is noted anew: what a license says of the
    /// key comes from whoever packaged it.
    private Answer forKids(PackagerCall call, ContentKeyRequest request, List<byte[]> kids) throws Unserved {
        var known = new LinkedHashMap<KeyId, PackagedKey>();
        for (byte[] bytes : kids) known.put(KeyId.of(bytes), known(call, KeyId.of(bytes)));
        PackagedKey first = known.firstEntry().getValue();
        if (known.values().stream().anyMatch(key -> !key.contentId().equals(first.contentId()))) {
            throw new Unserved(
                    Status.CONTENT_ID_MISMATCH, Rule.CPIX_CONTENT, "the key ids belong to several pieces of content");
        }
        var shown = request.in(first.scheme().flatMap(Scheme::common).orElse(request.scheme()));
        checkSystems(shown);
        var orders = new KeyOrders(
                first.contentId(),
                Optional.empty(),
                systems(known),
                known.values().stream().map(ContentKeyDoor::again).toList());
        return answered(call, shown, orders, ContentKeyDoor::tracks);
    }

    private PackagedKey known(PackagerCall call, KeyId kid) throws Unserved {
        return provider.find(call.account(), call.environment(), kid)
                .orElseThrow(() -> new Unserved(
                        Status.KEY_ID_MISMATCH,
                        Rule.CPIX_KEYS,
                        "no packager of this account was given a key with the id " + kid));
    }

    private static Set<ProtectionSystem> systems(Map<KeyId, PackagedKey> known) {
        var systems = EnumSet.noneOf(ProtectionSystem.class);
        known.values().forEach(key -> systems.addAll(key.systems()));
        return systems;
    }

    private static KeyOrder again(PackagedKey key) {
        return new KeyOrder(key.kid(), key.track(), key.type(), key.period(), key.iv());
    }

    private static List<Track> tracks(List<ServedKey> keys) {
        return keys.stream()
                .map(key -> new Track(key.key().type(), key, key.key().period().index()))
                .toList();
    }

    private Answer answered(
            PackagerCall call,
            ContentKeyRequest request,
            KeyOrders orders,
            Function<List<ServedKey>, List<Track>> tracks) {
        return switch (provider.provide(call, orders)) {
            case Provision.Denied(Refused why) -> denied(Status.ACCESS_DENIED, why);
            case Provision.Served(List<ServedKey> keys) -> {
                var setting = Signalling.Setting.of(provider, call, orders.contentId(), "");
                var answer = new ContentKeyAnswer(request, orders.contentId(), setting);
                yield new Answer(answer.granted(tracks.apply(keys)), Optional.empty());
            }
        };
    }
}
