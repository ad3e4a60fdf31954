package dev.licet.keys.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// An object whose members are asked for by name and type. A member that is `null` counts as absent, and one that
/// nobody asks for is passed over, as the JSON form of protobuf wants it. It does not print: it may hold keys.
public final class JsonObject {
    private static final int DEEPEST = 16;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_NUMBER = 64;
    /// Its buffers are thrown away: kept for the next text, they would keep what stands in this one.
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(MOST_BYTES)
                    .maxStringLength(MOST_BYTES)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    /// Without any member.
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /// Reads a document that is one object.
    public static JsonObject read(byte[] document) throws MalformedJson {
        try (JsonParser parser = FACTORY.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new MalformedJson("it is no JSON object");
            JsonObject whole = object(parser);
            if (parser.nextToken() != null) throw new MalformedJson("the JSON is followed by something else");
            return whole;
        } catch (IOException notJson) {
            throw new MalformedJson("it is no well-formed JSON");
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        var members = new HashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) members.put(name, value);
        }
        return new JsonObject(members);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var elements = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value(parser));
        return elements;
    }

    /// A text.
    public Optional<String> text(String name) throws MalformedJson {
        return member(name, String.class);
    }

    /// A truth value; false where it is absent.
    public boolean flag(String name) throws MalformedJson {
        return truth(name).orElse(false);
    }

    /// A truth value.
    public Optional<Boolean> truth(String name) throws MalformedJson {
        return member(name, Boolean.class);
    }

    /// Whether there is such a member, whatever it is.
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// A whole number from 0 to `most`; programs that mistrust numbers send it as a text.
    public OptionalLong number(String name, long most) throws MalformedJson {
        Object value = members.get(name);
        if (value == null) return OptionalLong.empty();
        try {
            long number = new BigDecimal(value.toString()).longValueExact();
            if (number >= 0 && number <= most) return OptionalLong.of(number);
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw new MalformedJson(name + " is no whole number");
        }
        throw new MalformedJson(name + " is not from 0 to " + most);
    }

    /// Bytes in base64, of either alphabet, padded or not.
    public Optional<byte[]> bytes(String name) throws MalformedJson {
        Optional<String> text = text(name);
        if (text.isEmpty()) return Optional.empty();
        try {
            String standard = text.get().replace('-', '+').replace('_', '/');
            return Optional.of(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedJson(name + " is no base64");
        }
    }

    /// An object.
    public Optional<JsonObject> object(String name) throws MalformedJson {
        return member(name, JsonObject.class);
    }

    /// The objects of an array; none where it is absent.
    public List<JsonObject> objects(String name) throws MalformedJson {
        return elements(name, JsonObject.class);
    }

    /// The texts of an array; none where it is absent.
    public List<String> texts(String name) throws MalformedJson {
        return elements(name, String.class);
    }

    private <T> Optional<T> member(String name, Class<T> type) throws MalformedJson {
        Object value = members.get(name);
        if (value == null) return Optional.empty();
        if (!type.isInstance(value)) throw new MalformedJson(name + " is not what it must be");
        return Optional.of(type.cast(value));
    }

    private <T> List<T> elements(String name, Class<T> type) throws MalformedJson {
        var elements = new ArrayList<T>();
        for (Object element : member(name, List.class).orElse(List.of())) {
            if (!type.isInstance(element)) throw new MalformedJson(name + " holds something else than it must");
            elements.add(type.cast(element));
        }
        return elements;
    }

    @Override
    public String toString() {
        return "JsonObject[" + members.size() + "]";
    }
}
