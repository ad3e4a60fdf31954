package dev.licet.drm.fairplay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What a key server is asked to do: one SPC and what the token allows, in the words of Apple's own server
/// (reference: fairplay.md 6.3).
///
/// @param token with a content IV
/// @param spc   as the device made it
record KsmOrder(Token token, byte[] spc) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ID_BYTES = 16;

    /// Why the server cannot be told what the token demands.
    Optional<String> impossible() {
        boolean never = grant().hdcp() == Hdcp.NO_DIGITAL_OUTPUT;
        if (never) return Optional.of("-42604 FairPlay cannot forbid digital outputs");
        boolean playback = rights().playbackDuration().isPresent() && !rights().persistent();
        return playback
                ? Optional.of("-42585 a playback duration needs a persistent license in FairPlay")
                : Optional.empty();
    }

    private Rights rights() {
        return token.rights();
    }

    private KeyGrant grant() {
        return rights().keys().getFirst();
    }

    byte[] json() {
        var body = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(body)) {
            json.writeStartObject();
            json.writeObjectFieldStart("fairplay-streaming-request");
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("create-ckc");
            order(json);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return body.toByteArray();
    }

    private void order(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", 1);
        json.writeStringField("spc", Base64.getEncoder().encodeToString(spc));
        json.writeBooleanField("check-in", false);
        json.writeArrayFieldStart("asset-info");
        asset(json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void asset(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("content-key", hex(grant().key()));
        json.writeStringField("content-iv", hex(rights().iv().orElseThrow()));
        json.writeStringField("content-type", contentType());
        json.writeNumberField("hdcp-type", hdcpType());
        if (rights().persistent()) offline(json);
        else if (rights().rental().isPresent()) limit(json, "lease-duration", rights().rental());
        json.writeEndObject();
    }

    private static String hex(SecretBytes secret) {
        return secret.expose(HEX::formatHex);
    }

    /// The content type is mandatory. HD, where the token does not say: that is what callers of the token API mean.
    private String contentType() {
        return grant().track()
                .map(track -> switch (track) {
                    case SD -> "sd";
                    case HD -> "hd";
                    case AUDIO -> "audio";
                    case UHD1, UHD2 -> "uhd";
                })
                .orElse("hd");
    }

    /// Without a demand of the token, type 0, which devices enforce by themselves.
    private int hdcpType() {
        return switch (grant().hdcp()) {
            case NONE, V1 -> 0;
            case V2, V2_1, V2_2, NO_DIGITAL_OUTPUT -> 1;
        };
    }

    private void offline(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("offline-hls");
        json.writeStringField("stream-id", id("stream", grant().kid().map(KeyId::hex)));
        json.writeStringField("title-id", id("title", token.contentId()));
        limit(json, "rental-duration", rights().rental());
        limit(json, "playback-duration", rights().playbackDuration());
        json.writeEndObject();
    }

    /// The same for the same content, so that a device finds the license that it keeps.
    private String id(String kind, Optional<String> name) {
        String whole = kind + " " + name.orElseGet(() -> token.id().toString());
        return HEX.formatHex(Arrays.copyOf(Digest.sha256(whole.getBytes(StandardCharsets.UTF_8)), ID_BYTES));
    }

    private static void limit(JsonGenerator json, String name, Optional<Duration> time) throws IOException {
        json.writeNumberField(name, time.map(Duration::toSeconds).orElse(0L));
    }

    /// Names no bytes.
    @Override
    public String toString() {
        return "KsmOrder";
    }
}
