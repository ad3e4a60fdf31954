package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Writes what a token says to its owner: everything but the keys.
final class TokenPrinter {
    private TokenPrinter() {}

    static void print(JsonGenerator json, Token token) throws IOException {
        json.writeObjectFieldStart("token");
        json.writeStringField("environment", token.environment().word());
        json.writeStringField("drm", token.drm().word());
        json.writeStringField("tokenId", token.id().hex());
        json.writeStringField("issued", token.issued().toString());
        json.writeStringField("expires", token.expires().toString());
        text(json, "cookie", token.cookie());
        text(json, "contentId", token.contentId());
        text(json, "fault", token.fault().map(Fault::text));
        rights(json, token);
        json.writeEndObject();
    }

    private static void rights(JsonGenerator json, Token token) throws IOException {
        Rights rights = token.rights();
        json.writeArrayFieldStart("keys");
        for (KeyGrant key : rights.keys()) key(json, token.drm(), key);
        json.writeEndArray();
        seconds(json, "startWindow", rights.startWindow());
        seconds(json, "playbackDuration", rights.playbackDuration());
        seconds(json, "rentalDuration", rights.rental());
        seconds(json, "leaseDuration", rights.fairPlay().lease());
        text(json, "hdcpType", rights.fairPlay().hdcp().map(TokenPrinter::word));
        text(json, "requiredSecurityLevel", rights.fairPlay().level().map(TokenPrinter::word));
        json.writeBooleanField("persistent", rights.persistent());
        json.writeArrayFieldStart("extensions");
        for (Extension extension : rights.extensions()) json.writeString(extension.toString());
        json.writeEndArray();
    }

    private static void key(JsonGenerator json, Drm drm, KeyGrant key) throws IOException {
        json.writeStartObject();
        text(json, "kid", key.kid().map(KeyId::hex));
        if (drm == Drm.WIDEVINE) {
            json.writeNumberField("securityLevel", key.securityLevel());
            json.writeStringField("hdcp", word(key.hdcp()));
        }
        text(json, "trackType", key.track().map(TokenPrinter::word));
        json.writeEndObject();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.get());
    }

    private static void seconds(JsonGenerator json, String name, Optional<Duration> time) throws IOException {
        if (time.isPresent()) json.writeNumberField(name, time.get().toSeconds());
    }
}
