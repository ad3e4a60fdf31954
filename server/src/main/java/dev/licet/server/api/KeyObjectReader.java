package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.TimeText;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.Change;
import dev.licet.domain.keystore.KeyDraft;
import dev.licet.domain.keystore.KeyFault;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Reads one key object (RFC 8259), of at most 64 KiB whatever the listener takes.
final class KeyObjectReader {
    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 8;
    private static final int KEY_BYTES = 16;
    private static final int LONGEST_KEK_ID = 256;
    private static final int LONGEST_CONTENT_ID = 1024;
    private static final int LONGEST_INFO = 4096;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST =
            TimeText.utc("9999-12-31T23:59:59.999Z").orElseThrow();
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private Optional<KeyId> kid = Optional.empty();
    private Optional<SecretBytes> value = Optional.empty();
    private Optional<byte[]> ek = Optional.empty();
    private Change<String> kekId = new Change.Keep<>();
    private Change<String> info = new Change.Keep<>();
    private Change<String> contentId = new Change.Keep<>();
    private Change<Instant> expiration = new Change.Keep<>();

    /// An empty body is an object without members. Members that a key object does not have are left alone.
    KeyDraft read(byte[] body) throws BadKeyRequest {
        if (body.length == 0) return KeyDraft.EMPTY;
        if (body.length > LARGEST) throw bad("the body is larger than 64 KiB");
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw bad("the body must be a JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) member(json, json.currentName());
            if (json.nextToken() != null) throw bad("the body must be one JSON object");
        } catch (IOException notJson) {
            // Its message may quote the body.
            throw bad("the body is not JSON");
        }
        return new KeyDraft(kid, value, ek, kekId, info, contentId, expiration);
    }

    private void member(JsonParser json, String name) throws IOException, BadKeyRequest {
        JsonToken token = json.nextToken();
        switch (name) {
            case "kid" -> {
                Optional<String> text = text(json, token, name).sent();
                if (text.isPresent()) kid = Optional.of(KidList.kid(text.get()));
            }
            case "k" -> value = hex(json, token, name, KEY_BYTES);
            case "ek" -> ek = hex(json, token, name, KeyWrap.WRAPPED_BYTES).map(secret -> secret.expose(byte[]::clone));
            case "kekId" -> kekId = text(json, token, name, LONGEST_KEK_ID);
            case "info" -> info = text(json, token, name, LONGEST_INFO);
            case "contentId" -> contentId = text(json, token, name, LONGEST_CONTENT_ID);
            case "expiration" -> expiration = time(text(json, token, name));
            default -> json.skipChildren();
        }
    }

    private static Change<String> text(JsonParser json, JsonToken token, String name)
            throws IOException, BadKeyRequest {
        if (token == JsonToken.VALUE_NULL) return new Change.Clear<>();
        if (token != JsonToken.VALUE_STRING) throw bad(name + " must be a string");
        return new Change.Put<>(json.getText());
    }

    private static Change<String> text(JsonParser json, JsonToken token, String name, int longest)
            throws IOException, BadKeyRequest {
        Change<String> text = text(json, token, name);
        boolean good = text.sent()
                .filter(sent -> sent.length() > longest || sent.indexOf('\0') >= 0)
                .isEmpty();
        if (good) return text;
        throw bad(name + " must have at most " + longest + " characters, none of them U+0000");
    }

    private static Optional<SecretBytes> hex(JsonParser json, JsonToken token, String name, int bytes)
            throws IOException, BadKeyRequest {
        Optional<String> text = text(json, token, name).sent();
        if (text.isEmpty()) return Optional.empty();
        boolean good = text.get().length() == 2 * bytes && text.get().chars().allMatch(HexFormat::isHexDigit);
        if (!good) throw bad(name + " must be " + 2 * bytes + " hexadecimal digits");
        return text.map(SecretBytes::parseHex);
    }

    private static Change<Instant> time(Change<String> text) throws BadKeyRequest {
        return switch (text) {
            case Change.Keep<String> _ -> new Change.Keep<>();
            case Change.Clear<String> _ -> new Change.Clear<>();
            case Change.Put<String>(String sent) -> new Change.Put<>(time(sent));
        };
    }

    /// ISO 8601 in the extended form: a date with time and zone, or a date, which begins at midnight UTC.
    static Instant time(String text) throws BadKeyRequest {
        return TimeText.zoned(text)
                .or(() -> TimeText.day(text))
                .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST))
                .orElseThrow(() -> bad("expiration must be a time such as 2030-12-31T23:59:59Z, or a date"));
    }

    private static BadKeyRequest bad(String reason) {
        return new BadKeyRequest(KeyFault.SYNTAX, reason);
    }
}
