package dev.licet.drm.playready;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.drm.Device;
import dev.licet.drm.upstream.Printable;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// What a handler tells about a device, which it alone can read: the header field `X-Licet-Client`, base64url
/// of a JSON object (`docs/playready.md`). Names that are not in the contract are stepped over.
final class ClientFacts {
    private static final String FIELD = "X-Licet-Client";
    private static final int LONGEST = 8 * 1024;
    private static final int MAX_DEPTH = 4;
    private static final int DIGEST_BYTES = 32;
    private static final String REVOKED = "revoked";
    private static final String DIGEST = "certificateDigest";
    /// The contract's names, and those that records have.
    private static final Map<String, String> NAMES = Map.of(
            "securityLevel", "security_level",
            "platform", "platform",
            "manufacturer", "make",
            "model", "model",
            "features", "features");
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(LONGEST)
                    .maxStringLength(LONGEST)
                    .build())
            .build();

    private ClientFacts() {}

    /// The same device with what is told; as it was when nothing can be read.
    static Device told(Device device, HttpHeaders headers) {
        return headers.firstValue(FIELD)
                .filter(text -> text.length() <= LONGEST)
                .flatMap(ClientFacts::decoded)
                .flatMap(ClientFacts::read)
                .map(told -> joined(device, told))
                .orElse(device);
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> read(byte[] text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            var told = new HashMap<String, String>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) told.put(name, json.getText());
                else json.skipChildren();
            }
            return json.currentToken() == JsonToken.END_OBJECT ? Optional.of(told) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Device joined(Device device, Map<String, String> told) {
        var facts = new HashMap<>(device.facts());
        NAMES.forEach((theirs, ours) -> {
            String value = Printable.of(told.getOrDefault(theirs, ""));
            if (!value.isEmpty()) facts.put(ours, value);
        });
        if (told.getOrDefault(REVOKED, "").equals("true")) facts.put("device_state", REVOKED);
        return new Device(digest(told.getOrDefault(DIGEST, "")).or(device::identity), facts);
    }

    /// SHA-256 of the device's certificate, in hexadecimal digits: what identifies it.
    private static Optional<byte[]> digest(String text) {
        return text.matches("[0-9a-fA-F]{" + 2 * DIGEST_BYTES + "}")
                ? Optional.of(HexFormat.of().parseHex(text))
                : Optional.empty();
    }
}
