package dev.licet.drm.fairplay;

import dev.licet.drm.wire.MalformedMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON documents in which players send an SPC (reference: fairplay.md 9.1). One SPC is answered: the
/// first.
///
/// @param spc      base64 or base64url, still to be decoded
/// @param wrapping how to answer
record JsonBody(String spc, Wrapping wrapping) {
    private static final String REQUEST = "fairplay-streaming-request";
    private static final List<String> LISTS = List.of("streaming-keys", Wrapping.JsonStreaming.CREATE_CKC);
    private static final List<String> ECHOED = List.of("id", "uri");

    static JsonBody read(String text) throws MalformedMessage {
        return find(SmallJson.read(text))
                .orElseThrow(() -> new MalformedMessage("JSON without an SPC; it is looked for in spc, [0].payload, "
                        + REQUEST + ".streaming-keys[0].spc and " + REQUEST + ".create-ckc[0].spc"));
    }

    private static Optional<JsonBody> find(Object document) {
        if (document instanceof List<?>) return array(document);
        return string(document, "spc")
                .map(spc -> new JsonBody(spc, new Wrapping.JsonMember()))
                .or(() -> streaming(document));
    }

    private static Optional<JsonBody> array(Object document) {
        Optional<Object> first = first(document);
        return first.flatMap(item -> string(item, "payload"))
                .map(spc -> new JsonBody(spc, new Wrapping.JsonArray(scalar(first.get(), "keyID"))));
    }

    private static Optional<JsonBody> streaming(Object document) {
        return member(document, REQUEST).flatMap(request -> LISTS.stream()
                .flatMap(list -> streaming(request, list).stream())
                .findFirst());
    }

    private static Optional<JsonBody> streaming(Object request, String list) {
        Optional<Object> first = member(request, list).flatMap(JsonBody::first);
        return first.flatMap(item -> string(item, "spc"))
                .map(spc -> new JsonBody(spc, new Wrapping.JsonStreaming(list, echoed(first.get()))));
    }

    private static Map<String, Object> echoed(Object item) {
        var echoed = new LinkedHashMap<String, Object>();
        for (String name : ECHOED) scalar(item, name).ifPresent(value -> echoed.put(name, value));
        return echoed;
    }

    private static Optional<Object> first(Object array) {
        return array instanceof List<?> items && !items.isEmpty() ? Optional.of(items.getFirst()) : Optional.empty();
    }

    private static Optional<Object> member(Object object, String name) {
        return object instanceof Map<?, ?> members ? Optional.ofNullable(members.get(name)) : Optional.empty();
    }

    private static Optional<String> string(Object object, String name) {
        return member(object, name).filter(String.class::isInstance).map(String.class::cast);
    }

    private static Optional<Object> scalar(Object object, String name) {
        return member(object, name).filter(value -> value instanceof String || value instanceof SmallJson.Bare);
    }
}
