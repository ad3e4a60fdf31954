package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.Fault;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
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
        for (int i = 0; i < rights.keys().size(); i++) key(json, token, i);
        json.writeEndArray();
        seconds(json, "startWindow", rights.startWindow());
        seconds(json, "playbackDuration", rights.playbackDuration());
        seconds(json, "rentalDuration", rights.rental());
        seconds(json, "leaseDuration", rights.fairPlay().lease());
        text(json, "hdcpType", rights.fairPlay().hdcp().map(TokenPrinter::word));
        text(json, "requiredSecurityLevel", rights.fairPlay().level().map(TokenPrinter::word));
        if (!rights.playReady().keys().isEmpty()) playReady(json, rights.playReady());
        json.writeBooleanField("persistent", rights.persistent());
        json.writeArrayFieldStart("extensions");
        for (Extension extension : rights.extensions()) json.writeString(extension.toString());
        json.writeEndArray();
    }

    private static void key(JsonGenerator json, Token token, int index) throws IOException {
        Rights rights = token.rights();
        KeyGrant key = rights.keys().get(index);
        json.writeStartObject();
        text(json, "kid", key.kid().map(KeyId::hex));
        if (token.drm() == Drm.WIDEVINE) {
            json.writeNumberField("securityLevel", key.securityLevel());
            json.writeStringField("hdcp", word(key.hdcp()));
        } else if (token.drm() == Drm.PLAYREADY) {
            playReady(json, rights.playReady().keys().get(index));
        }
        text(json, "trackType", key.track().map(TokenPrinter::word));
        json.writeEndObject();
    }

    private static void playReady(JsonGenerator json, PlayReadyRules.KeyRules rules) throws IOException {
        json.writeNumberField("minCertSecurityLevel", rules.securityLevel());
        json.writeStringField("algorithm", word(rules.algorithm()));
        json.writeNumberField("analogVideoOPL", rules.levels().analogVideo());
        json.writeNumberField("compressedDigitalAudioOPL", rules.levels().compressedDigitalAudio());
        json.writeNumberField("compressedDigitalVideoOPL", rules.levels().compressedDigitalVideo());
        json.writeNumberField("uncompressedDigitalAudioOPL", rules.levels().uncompressedDigitalAudio());
        json.writeNumberField("uncompressedDigitalVideoOPL", rules.levels().uncompressedDigitalVideo());
    }

    private static void playReady(JsonGenerator json, PlayReadyRules rules) throws IOException {
        json.writeStringField("rightsType", rules.purchase().word());
        text(json, "rentalEnd", rules.end().map(Object::toString));
        json.writeStringField("unknownOutputBehavior", rules.unknownOutputs().word());
        text(json, "outputControlFlags", rules.outputControls().map(HexFormat.of()::toHexDigits));
        text(json, "boundDevice", rules.device());
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
