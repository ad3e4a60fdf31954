package dev.licet.server.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A request in the words and the order of shaka-packager 3.4.2 (reference: ecosystem.md 5.1).
///
/// @param message JSON without spaces
record ShakaRequest(String message) {
    /// For a piece of content, with whatever else stands before its end.
    static ShakaRequest of(String contentId, String policy, String more) {
        String id = Base64.getEncoder().encodeToString(contentId.getBytes(StandardCharsets.UTF_8));
        return new ShakaRequest("{\"content_id\":\"" + id + "\",\"policy\":\"" + policy
                + "\",\"tracks\":[{\"type\":\"SD\"},{\"type\":\"HD\"},{\"type\":\"UHD1\"},{\"type\":\"UHD2\"},"
                + "{\"type\":\"AUDIO\"}],\"drm_types\":[\"WIDEVINE\"]" + more + "}");
    }

    /// The envelope, signed by that signer.
    byte[] signed(Signer signer) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return envelope(bytes, ((AesKey) signer.key()).sign(bytes), signer.name());
    }

    static byte[] envelope(byte[] message, byte[] signature, String signer) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeBinaryField("request", message);
            json.writeBinaryField("signature", signature);
            json.writeStringField("signer", signer);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
