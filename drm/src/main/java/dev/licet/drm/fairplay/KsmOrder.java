package dev.licet.drm.fairplay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

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
        if (rights().persistent() && lease().isPresent()) {
            return Optional.of("-42585 a license to keep cannot be leased");
        }
        if (rights().playbackDuration().isPresent() && !rights().persistent()) {
            return Optional.of("-42585 a playback duration needs a persistent license in FairPlay");
        }
        return level().filter(wanted -> content().level().compareTo(wanted) < 0)
                .map(wanted -> "-42604 the key server derives the security level from the content type, and "
                        + content().word() + " has a lower one than the token demands");
    }

    private Optional<Duration> lease() {
        return rights().fairPlay().lease();
    }

    private Optional<FairPlayRules.Level> level() {
        return rights().fairPlay().level();
    }

    private Rights rights() {
        return token.rights();
    }

    private KeyGrant grant() {
        return rights().keys().getFirst();
    }

    byte[] json() {
        return Json.object(json -> {
            json.writeObjectFieldStart("fairplay-streaming-request");
            json.writeNumberField("version", 1);
            json.writeArrayFieldStart("create-ckc");
            order(json);
            json.writeEndArray();
            json.writeEndObject();
        });
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
        json.writeStringField("content-type", content().word());
        json.writeNumberField("hdcp-type", hdcpType());
        if (rights().persistent()) offline(json);
        else if (streamingLimit().isPresent()) limit(json, "lease-duration", streamingLimit());
        json.writeEndObject();
    }

    private static String hex(SecretBytes secret) {
        return secret.expose(HEX::formatHex);
    }

    /// There is no rental for streaming, so the key is good for the shorter of the two.
    private Optional<Duration> streamingLimit() {
        return Stream.of(lease(), rights().rental()).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private TrackContent content() {
        return TrackContent.of(grant()).orElseGet(this::unnamed);
    }

    /// The content type is mandatory. Where the token does not say, its security level does, and where it has none,
    /// HD is what callers of the token API mean.
    private TrackContent unnamed() {
        return level().map(wanted -> switch (wanted) {
                    case AUDIO -> TrackContent.AUDIO;
                    case BASELINE -> TrackContent.HD;
                    case MAIN -> TrackContent.UHD;
                })
                .orElse(TrackContent.HD);
    }

    /// Without a demand of the token, type 0, which devices enforce by themselves.
    private int hdcpType() {
        return rights().fairPlay()
                .hdcp()
                .map(hdcp -> switch (hdcp) {
                    case NOT_REQUIRED -> -1;
                    case TYPE_0 -> 0;
                    case TYPE_1 -> 1;
                })
                .orElse(0);
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
