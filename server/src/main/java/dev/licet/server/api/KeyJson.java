package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.ShownKey;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Key objects on the wire (reference: token-api.md 8.4).
public final class KeyJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private KeyJson() {}

    /// A key object as a caller sends it; an empty body is one without members.
    public static KeyDraft read(byte[] body) throws BadKeyRequest {
        return new KeyObjectReader().read(body);
    }

    /// A key that was just made: with its value, if the caller gave the kek, and wrapped.
    static byte[] made(ShownKey key) {
        return Json.object(json -> {
            kid(json, key);
            value(json, key);
            json.writeStringField("ek", HexFormat.of().formatHex(key.stored().ek()));
            rest(json, key.stored());
        });
    }

    /// A key with its value if the caller gave the kek, else wrapped.
    public static byte[] one(ShownKey key) {
        return Json.object(json -> members(json, key));
    }

    static byte[] many(List<ShownKey> keys) {
        return Json.array(json -> {
            for (ShownKey key : keys) {
                json.writeStartObject();
                members(json, key);
                json.writeEndObject();
            }
        });
    }

    private static void members(JsonGenerator json, ShownKey key) throws IOException {
        kid(json, key);
        value(json, key);
        if (key.value().isEmpty())
            json.writeStringField("ek", HexFormat.of().formatHex(key.stored().ek()));
        rest(json, key.stored());
    }

    private static void kid(JsonGenerator json, ShownKey key) throws IOException {
        json.writeStringField("kid", key.stored().kid().hex());
    }

    private static void value(JsonGenerator json, ShownKey key) throws IOException {
        if (key.value().isPresent())
            json.writeStringField("k", key.value().get().expose(HexFormat.of()::formatHex));
    }

    private static void rest(JsonGenerator json, StoredKey key) throws IOException {
        text(json, "kekId", key.kekId());
        text(json, "info", key.info());
        text(json, "contentId", key.contentId());
        text(json, "expiration", key.expiration().map(KeyJson::time));
        json.writeStringField("lastUpdate", time(key.lastUpdate()));
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.get());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// Values alone, with commas between them: in clear, or `#` and the wrapped form.
    static String values(List<ShownKey> keys) {
        return keys.stream().map(KeyJson::value).collect(Collectors.joining(","));
    }

    private static String value(ShownKey key) {
        return key.value()
                .map(value -> value.expose(HexFormat.of()::formatHex))
                .orElseGet(() -> "#" + HexFormat.of().formatHex(key.stored().ek()));
    }
}
