package dev.licet.keys.widevine;

import dev.licet.domain.request.Signed;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;

/// `{"request":…,"signature":…,"signer":…}`, the first two in base64 (reference: widevine.md 3.2).
public final class SignedEnvelope {
    private SignedEnvelope() {}

    /// Reads a body. The signature is over the bytes of the message, which are never written anew.
    public static Signed read(byte[] body) throws MalformedJson {
        JsonObject envelope = JsonObject.read(body);
        return new Signed(
                envelope.bytes("request").orElseThrow(() -> missing("request")),
                envelope.bytes("signature").orElseThrow(() -> missing("signature")),
                envelope.text("signer").orElseThrow(() -> missing("signer")));
    }

    private static MalformedJson missing(String name) {
        return new MalformedJson(name + " is missing");
    }
}
