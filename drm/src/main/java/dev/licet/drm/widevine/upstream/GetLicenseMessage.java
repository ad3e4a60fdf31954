package dev.licet.drm.widevine.upstream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.wire.Json;
import dev.licet.drm.wire.WidevinePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;

/// Writes the messages of the getlicense contract (reference: widevine.md 3.3).
final class GetLicenseMessage {
    private GetLicenseMessage() {}

    /// The contract wants nothing but the payload here.
    static byte[] certificate() {
        return Json.object(json -> json.writeBinaryField("payload", Messages.CERTIFICATE_REQUEST));
    }

    /// Asks what the challenge is, and for no license.
    static byte[] parseOnly(String provider, byte[] challenge) {
        return Json.object(json -> {
            json.writeBinaryField("payload", challenge);
            json.writeStringField("provider", provider);
            json.writeBooleanField("parse_only", true);
        });
    }

    /// Asks for a license that says what the token says and nothing else.
    ///
    /// @param sessionId 8 bytes; used only for a first license
    static byte[] license(String provider, Ask ask, byte[] sessionId) {
        return Json.object(json -> {
            json.writeBinaryField("payload", ask.challenge());
            json.writeStringField("provider", provider);
            json.writeBinaryField("content_id", contentId(ask.token()));
            json.writeArrayFieldStart("content_key_specs");
            for (KeyGrant key : ask.token().rights().keys()) writeKey(json, key);
            json.writeEndArray();
            json.writeObjectFieldStart("policy_overrides");
            writePolicy(json, ask.policy());
            json.writeEndObject();
            json.writeBooleanField("use_policy_overrides_exclusively", true);
            if (ask.purpose() == Ask.Purpose.LICENSE) writeSession(json, ask.token(), sessionId);
        });
    }

    /// The caller's name for the content, or else the first kid.
    private static byte[] contentId(Token token) {
        return token.contentId()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .or(() -> token.rights().keys().getFirst().kid().map(KeyId::bytes))
                .orElse(new byte[0]);
    }

    private static void writeKey(JsonGenerator json, KeyGrant key) throws IOException {
        if (key.kid().isEmpty()) return;
        json.writeStartObject();
        json.writeStringField("track_type", key.track().orElse(TrackType.SD).name());
        json.writeBinaryField("key_id", key.kid().get().bytes());
        json.writeStringField("key", key.key().expose(Base64.getEncoder()::encodeToString));
        json.writeNumberField("security_level", key.securityLevel());
        json.writeObjectFieldStart("required_output_protection");
        json.writeStringField("hdcp", hdcp(key.hdcp()));
        json.writeEndObject();
        json.writeEndObject();
    }

    /// Reference: widevine.md 2.6.
    private static String hdcp(Hdcp hdcp) {
        return switch (hdcp) {
            case NONE -> "HDCP_NONE";
            case V1 -> "HDCP_V1";
            case V2 -> "HDCP_V2";
            case V2_1 -> "HDCP_V2_1";
            case V2_2 -> "HDCP_V2_2";
            case NO_DIGITAL_OUTPUT -> "HDCP_NO_DIGITAL_OUTPUT";
        };
    }

    private static void writePolicy(JsonGenerator json, WidevinePolicy policy) throws IOException {
        json.writeBooleanField("can_play", policy.canPlay());
        json.writeBooleanField("can_persist", policy.canPersist());
        json.writeBooleanField("can_renew", policy.canRenew());
        writeSeconds(json, "license_duration_seconds", policy.license());
        writeSeconds(json, "rental_duration_seconds", policy.rental());
        writeSeconds(json, "playback_duration_seconds", policy.playback());
        if (!policy.canRenew()) return;
        if (policy.renewalServer().isPresent()) {
            json.writeStringField("renewal_server_url", policy.renewalServer().get());
        }
        writeSeconds(json, "renewal_delay_seconds", policy.renewalDelay());
        writeSeconds(json, "renewal_retry_interval_seconds", policy.renewalRetry());
        writeSeconds(json, "renewal_recovery_duration_seconds", policy.renewalRecovery());
    }

    private static void writeSeconds(JsonGenerator json, String name, OptionalLong seconds) throws IOException {
        if (seconds.isPresent()) json.writeNumberField(name, seconds.getAsLong());
    }

    /// The token's id is the purchase, so that the upstream's records and ours can be laid side by side.
    private static void writeSession(JsonGenerator json, Token token, byte[] sessionId) throws IOException {
        json.writeObjectFieldStart("session_init");
        json.writeBinaryField("session_id", sessionId);
        json.writeBinaryField("purchase_id", token.id().bytes());
        json.writeEndObject();
    }
}
