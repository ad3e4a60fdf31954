package dev.licet.keys.license;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Writes answers (reference: widevine.md 3.4). No key stands in them but in the license, which only the device opens.
final class LicenseAnswer {
    private LicenseAnswer() {}

    /// An answer that gives nothing.
    static byte[] refusal(LicenseStatus status, String sentence) {
        return Json.object(json -> {
            json.writeStringField("status", status.name());
            json.writeStringField("status_message", sentence);
            if (status.number().isPresent())
                json.writeNumberField("internal_status", status.number().getAsInt());
        });
    }

    static byte[] certificate(byte[] message) {
        return Json.object(json -> {
            json.writeStringField("status", LicenseStatus.OK.name());
            json.writeBinaryField("license", message);
            json.writeStringField("message_type", "SERVICE_CERTIFICATE");
        });
    }

    static byte[] description(LicenseOrder order, Map<String, String> device) {
        return Json.object(json -> {
            json.writeStringField("status", LicenseStatus.OK.name());
            json.writeStringField("message_type", "LICENSE_REQUEST");
            writeChallenge(json, order);
            DeviceMembers.write(json, device);
        });
    }

    static byte[] license(LicenseOrder order, byte[] license, Map<String, String> device) {
        return Json.object(json -> {
            json.writeStringField("status", LicenseStatus.OK.name());
            json.writeBinaryField("license", license);
            json.writeStringField("message_type", "LICENSE");
            writeChallenge(json, order);
            writeTracks(json, order.token());
            DeviceMembers.write(json, device);
        });
    }

    private static void writeChallenge(JsonGenerator json, LicenseOrder order) throws IOException {
        var outline = ChallengeOutline.of(order.payload());
        Optional<String> content = order.token().contentId();
        json.writeObjectFieldStart("license_metadata");
        if (content.isPresent())
            json.writeBinaryField("content_id", content.get().getBytes(StandardCharsets.UTF_8));
        if (outline.license().isPresent()) {
            json.writeStringField("license_type", outline.license().get().name());
        }
        if (outline.type().isPresent()) {
            json.writeStringField("request_type", outline.type().get().name());
        }
        json.writeEndObject();
        writePssh(json, outline);
    }

    private static void writePssh(JsonGenerator json, ChallengeOutline outline) throws IOException {
        json.writeObjectFieldStart("pssh_data");
        json.writeArrayFieldStart("key_id");
        for (KeyId kid : outline.kids()) json.writeBinary(kid.bytes());
        json.writeEndArray();
        if (outline.contentId().isPresent()) {
            json.writeBinaryField("content_id", outline.contentId().get());
        }
        json.writeEndObject();
    }

    private static void writeTracks(JsonGenerator json, Token token) throws IOException {
        json.writeArrayFieldStart("supported_tracks");
        for (KeyGrant key : token.rights().keys()) {
            json.writeStartObject();
            json.writeStringField("type", key.track().orElseThrow().name());
            json.writeBinaryField("key_id", key.kid().orElseThrow().bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
