package dev.licet.drm.clearkey;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.token.KeyGrant;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// Writes the license: all keys of the token, not only those asked for, which saves players that ask key by key
/// their further requests (reference: ecosystem.md 3.5).
///
/// @param keys of the token; each has a kid, as the token request demands one
record KeySetExchange(Device device, List<KeyGrant> keys, SessionType type) implements Exchange {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /// The request holds key ids and nothing else.
    @Override
    public boolean isUnique() {
        return false;
    }

    @Override
    public Answer answer() {
        return ClearKey.json(Json.object(json -> {
            json.writeArrayFieldStart("keys");
            for (KeyGrant grant : keys) write(json, grant);
            json.writeEndArray();
            json.writeStringField("type", type.word());
        }));
    }

    private static void write(JsonGenerator json, KeyGrant grant) throws IOException {
        json.writeStartObject();
        json.writeStringField("kty", "oct");
        json.writeStringField(
                "kid", BASE64URL.encodeToString(grant.kid().orElseThrow().bytes()));
        json.writeStringField("k", grant.key().expose(BASE64URL::encodeToString));
        json.writeEndObject();
    }
}
