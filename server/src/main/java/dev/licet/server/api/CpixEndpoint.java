package dev.licet.server.api;

import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.request.Parameters;
import dev.licet.drm.wire.Json;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.Refusing;
import dev.licet.keys.cpix.CpixDoor;
import dev.licet.keys.cpix.CpixDoor.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// `GET /cpix/{contentId}` and `POST /cpix` (described in `docs/keys.md`).
public final class CpixEndpoint {
    /// Where its paths begin.
    static final String PATH = "/cpix";

    private static final List<Once> ONCE = List.of(
            new Once("contentId", Rule.CPIX_CONTENT),
            new Once("version", Rule.CPIX_VERSION),
            new Once("scheme", Rule.CPIX_KEYS),
            new Once("drm", Rule.CPIX_SYSTEMS),
            new Once("tracks", Rule.CONTRACT),
            new Once("bounds", Rule.CONTRACT),
            new Once("period", Rule.CONTRACT));

    private static final byte[] NO_FORM = {};

    private final PackagerDoor door;
    private final CpixDoor cpix;
    private final Function<Environment, String> keyUrl;

    /// A parameter that may come once, and the rule that refuses a second one.
    private record Once(String name, Rule rule) {}

    /// @param keyUrl where players of AES-128 fetch keys, by environment
    public CpixEndpoint(PackagerDoor door, CpixDoor cpix, Function<Environment, String> keyUrl) {
        this.door = door;
        this.cpix = cpix;
        this.keyUrl = keyUrl;
    }

    Reply take(Request request) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return door.admit(
                request,
                "cpix import",
                call -> clear(
                        call,
                        parameters,
                        () -> cpix.take(call, request.body(), parameters.first("contentId"), Optional.empty())));
    }

    Reply document(Request request, String contentId) {
        var parameters = Parameters.read(request.rawQuery(), NO_FORM);
        return door.admit(
                request,
                "cpix",
                call -> clear(call, parameters, () -> cpix.document(call, wish(request, contentId, parameters))));
    }

    /// Of two wishes under one name neither is fulfilled.
    private Reply clear(PackagerCall call, Parameters parameters, Supplier<Answer> answer) {
        for (Once once : ONCE) {
            Optional<String> unclear = parameters.unclear(once.name());
            if (unclear.isPresent()) return door.refuse(call, new Refusing(once.rule(), unclear.get()).why());
        }
        return print(answer.get());
    }

    private CpixDoor.Wish wish(Request request, String contentId, Parameters parameters) {
        return new CpixDoor.Wish(
                decoded(contentId),
                parameters.first("tracks").orElse("SD,HD,AUDIO"),
                parameters.first("scheme"),
                parameters.first("drm").orElse("widevine,playready"),
                parameters.first("version").orElse("2.3"),
                parameters.first("bounds").orElse("shaka"),
                parameters.first("period"),
                keyUrl.apply(request.environment()));
    }

    /// A path that cannot be decoded is taken as it is; a plus sign is one in a path.
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }

    private static Reply print(Answer answer) {
        return switch (answer) {
            case Answer.Document(byte[] bytes) -> Reply.of(200, "application/xml; charset=utf-8", bytes);
            case Answer.Taken(String contentId, List<KeyId> kids) -> taken(contentId, kids);
            case Answer.Denied(Refused why) -> PackagerDoor.denied(why);
        };
    }

    private static Reply taken(String contentId, List<KeyId> kids) {
        return Reply.of(200, "application/json", Json.object(json -> {
            json.writeStringField("contentId", contentId);
            json.writeArrayFieldStart("kids");
            for (KeyId kid : kids) json.writeString(kid.hex());
            json.writeEndArray();
        }));
    }
}
