package dev.licet.drm.widevine.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Wraps a message for the getlicense contract (reference: widevine.md 3.2).
final class SignedEnvelope {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SignedEnvelope() {}

    /// @param message JSON; the signature is over exactly these bytes
    static byte[] of(byte[] message, SignedJson backEnd) {
        var out = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeBinaryField("request", message);
            json.writeBinaryField("signature", signature(message, backEnd));
            json.writeStringField("signer", backEnd.provider());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] signature(byte[] message, SignedJson backEnd) {
        return new AesKey(backEnd.key(), backEnd.iv()).sign(message);
    }
}
