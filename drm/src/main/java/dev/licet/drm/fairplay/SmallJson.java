package dev.licet.drm.fairplay;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a small document of a stranger: at most 64 KiB and 8 levels deep. Trailing commas pass, because files
/// of Apple's own SDK have them (reference: fairplay.md 6.2).
///
/// Objects become maps, arrays lists, strings strings, and the rest [Bare].
final class SmallJson {
    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(128)
                    .maxNumberLength(32)
                    .build())
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private SmallJson() {}

    /// A number, `true`, `false` or `null`, spelled as it was.
    record Bare(String text) {}

    /// Reads the whole text as one document.
    static Object read(String text) throws MalformedMessage {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) throw new MalformedMessage("JSON is followed by something else");
            return value;
        } catch (JacksonException bad) {
            throw new MalformedMessage("JSON is not well-formed, or exceeds 64 KiB or 8 levels");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Object value(JsonParser parser) throws IOException, MalformedMessage {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) return object(parser);
        if (token == JsonToken.START_ARRAY) return array(parser);
        if (token == JsonToken.VALUE_STRING) return parser.getText();
        if (token == null || !token.isScalarValue()) throw new MalformedMessage("JSON ends too early");
        return new Bare(parser.getText());
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException, MalformedMessage {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException, MalformedMessage {
        var items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value(parser));
        return items;
    }
}
