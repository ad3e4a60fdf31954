package dev.licet.drm.clearkey;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Reads `{"kids":["…"],"type":"temporary"}`. Members that it does not know are passed over; a missing type is
/// `temporary`, as in EME.
final class RequestJson {
    private static final int MOST_KIDS = 512;
    private static final int LONGEST_KID = 512;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxDocumentLength(64 * 1024)
                    .maxNameLength(128)
                    .maxNumberLength(32)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<byte[]> kids = new ArrayList<>();
    private Optional<SessionType> type = Optional.of(SessionType.TEMPORARY);

    private RequestJson(JsonParser parser) {
        this.parser = parser;
    }

    static LicenseRequest read(byte[] body) throws MalformedMessage {
        try (JsonParser parser = FACTORY.createParser(text(body))) {
            return new RequestJson(parser).read();
        } catch (JacksonException notJson) {
            throw new MalformedMessage("no Clear Key license request: the JSON is not well-formed");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// A byte order mark says nothing in UTF-8 and is stepped over (RFC 8259, 8.1).
    private static String text(byte[] body) throws MalformedMessage {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException notText) {
            throw new MalformedMessage("no Clear Key license request: it is not text in UTF-8");
        }
    }

    private LicenseRequest read() throws IOException, MalformedMessage {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "it is no JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) member(parser.currentName());
        if (parser.nextToken() != null) throw bad("the JSON is followed by something else");
        if (kids.isEmpty()) throw bad("kids is missing or empty");
        return new LicenseRequest(List.copyOf(kids), type.orElseThrow(() -> bad("type is none that there is")));
    }

    private void member(String name) throws IOException, MalformedMessage {
        JsonToken value = parser.nextToken();
        switch (name) {
            case "kids" -> {
                expect(value, JsonToken.START_ARRAY, "kids is no array");
                while (parser.nextToken() != JsonToken.END_ARRAY) kids.add(kid());
            }
            case "type" -> {
                expect(value, JsonToken.VALUE_STRING, "type is no string");
                type = SessionType.named(parser.getText());
            }
            default -> parser.skipChildren();
        }
    }

    private byte[] kid() throws IOException, MalformedMessage {
        expect(parser.currentToken(), JsonToken.VALUE_STRING, "a kid is no string");
        if (kids.size() == MOST_KIDS) throw bad("there are more than " + MOST_KIDS + " kids");
        byte[] kid = decoded(parser.getText());
        if (kid.length == 0 || kid.length > LONGEST_KID) throw bad("a kid has " + kid.length + " bytes");
        Optional<String> spelling = AskedKid.misspelt(kid);
        if (spelling.isPresent()) throw bad(spelling.get());
        return kid;
    }

    /// EME wants base64url without padding; players send the standard alphabet and padding too, and none of
    /// it can be taken for something else.
    private static byte[] decoded(String text) throws MalformedMessage {
        try {
            return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException notBase64) {
            throw bad("a kid is no base64");
        }
    }

    private static void expect(JsonToken found, JsonToken wanted, String complaint) throws MalformedMessage {
        if (found != wanted) throw bad(complaint);
    }

    private static MalformedMessage bad(String what) {
        return new MalformedMessage("no Clear Key license request: " + what);
    }
}
