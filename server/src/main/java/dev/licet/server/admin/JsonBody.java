package dev.licet.server.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The members of a JSON object (RFC 8259): texts, whole numbers, flags, and lists of texts. A member that
/// nobody asks for is an objection, because it was meant to do something.
final class JsonBody {
    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 4;
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private final Map<String, Object> members;

    private JsonBody(Map<String, Object> members) {
        this.members = members;
    }

    static JsonBody read(byte[] body) throws Objection {
        if (body.length > LARGEST) throw unreadable("is larger than 64 KiB");
        var members = new LinkedHashMap<String, Object>();
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw unreadable("must be a JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, value(json, name));
            }
            if (json.nextToken() != null) throw unreadable("must be one JSON object");
        } catch (IOException notJson) {
            // Its message may quote the body.
            throw unreadable("is not JSON");
        }
        return new JsonBody(members);
    }

    private static Objection unreadable(String words) {
        return new Objection(400, "The body " + words, Optional.empty());
    }

    private static Object value(JsonParser json, String name) throws IOException, Objection {
        return switch (json.currentToken()) {
            case VALUE_NULL -> Optional.empty();
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> json.getLongValue();
            case START_ARRAY -> texts(json, name);
            default -> throw Objection.bad(name, "is of no kind that this API has");
        };
    }

    private static List<String> texts(JsonParser json, String name) throws IOException, Objection {
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) throw Objection.bad(name, "must be a list of texts");
            texts.add(json.getText());
        }
        return texts;
    }

    /// The same, when it has no other members than those.
    JsonBody only(String... known) throws Objection {
        for (String name : members.keySet()) {
            if (!Set.of(known).contains(name)) throw Objection.bad(name, "is no member that is known here");
        }
        return this;
    }

    private <T> Optional<T> maybe(String name, Class<T> type, String words) throws Objection {
        Object value = members.getOrDefault(name, Optional.empty());
        if (value instanceof Optional<?>) return Optional.empty();
        if (type.isInstance(value)) return Optional.of(type.cast(value));
        throw Objection.bad(name, words);
    }

    private static <T> T there(String name, Optional<T> value) throws Objection {
        return value.orElseThrow(() -> Objection.bad(name, "must be there"));
    }

    Optional<String> maybeText(String name) throws Objection {
        return maybe(name, String.class, "must be a text");
    }

    String text(String name) throws Objection {
        return there(name, maybeText(name));
    }

    Optional<Long> maybeNumber(String name) throws Objection {
        return maybe(name, Long.class, "must be a whole number");
    }

    long number(String name) throws Objection {
        return there(name, maybeNumber(name));
    }

    Optional<Boolean> maybeFlag(String name) throws Objection {
        return maybe(name, Boolean.class, "must be true or false");
    }

    boolean flag(String name) throws Objection {
        return there(name, maybeFlag(name));
    }

    /// Whether the member is there, be it null.
    boolean has(String name) {
        return members.containsKey(name);
    }

    List<String> list(String name) throws Objection {
        Object value = members.get(name);
        if (!(value instanceof List<?> texts)) throw Objection.bad(name, "must be a list of texts");
        return texts.stream().map(String.class::cast).toList();
    }

    /// The same, when none of those members is there.
    void without(String kind, String... others) throws Objection {
        for (String name : others) if (has(name)) throw Objection.bad(name, "does not go with " + kind);
    }

    /// A secret of so many bytes in hexadecimal digits.
    SecretBytes secret(String name, int bytes) throws Objection {
        String text = text(name);
        if (text.matches("[0-9a-fA-F]{" + 2 * bytes + "}")) return SecretBytes.parseHex(text);
        throw Objection.bad(name, "must be " + 2 * bytes + " hexadecimal digits");
    }

    @Override
    public String toString() {
        return "JsonBody" + members.keySet();
    }
}
