package dev.licet.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints outcomes: for people line by line, for programs as one JSON object on one line.
final class Printout {
    private Printout() {}

    static void text(PrintWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Licensed licensed -> text(out, licensed);
            case Outcome.Refused refused -> out.println(line(refused));
            case Outcome.Unusable unusable -> out.println("unusable: " + unusable.why());
        }
        out.flush();
    }

    private static void text(PrintWriter out, Outcome.Licensed licensed) {
        out.println("licensed");
        for (var key : licensed.keys()) {
            var line = new StringBuilder("key ")
                    .append(key.kid().orElse("-"))
                    .append(' ')
                    .append(hex(key));
            key.facts()
                    .forEach((name, value) ->
                            line.append(' ').append(name).append('=').append(value));
            out.println(line);
        }
        licensed.facts().forEach((name, value) -> out.println(name + " " + value));
    }

    private static String line(Outcome.Refused refused) {
        var line = new StringBuilder("refused ").append(refused.status());
        refused.code().ifPresent(code -> line.append(" [").append(code).append(']'));
        if (!refused.message().isEmpty()) line.append(' ').append(refused.message());
        refused.requestId().ifPresent(id -> line.append(" (request ").append(id).append(')'));
        return line.toString();
    }

    static void json(PrintWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Licensed licensed -> json(out, licensed);
            case Outcome.Refused refused -> json(out, fields(refused));
            case Outcome.Unusable unusable -> json(out, Map.of("outcome", "unusable", "reason", unusable.why()));
        }
    }

    private static void json(PrintWriter out, Outcome.Licensed licensed) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("outcome", "licensed");
        fields.put("keys", licensed.keys().stream().map(Printout::fields).toList());
        fields.putAll(licensed.facts());
        json(out, fields);
    }

    private static Map<String, Object> fields(Outcome.Key key) {
        var fields = new LinkedHashMap<String, Object>();
        key.kid().ifPresent(kid -> fields.put("kid", kid));
        fields.put("key", hex(key));
        fields.putAll(key.facts());
        return fields;
    }

    private static Map<String, Object> fields(Outcome.Refused refused) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("outcome", "refused");
        fields.put("status", refused.status());
        refused.code().ifPresent(code -> fields.put("code", code));
        fields.put("message", refused.message());
        refused.requestId().ifPresent(id -> fields.put("requestId", id));
        return fields;
    }

    private static String hex(Outcome.Key key) {
        return key.key().expose(HexFormat.of()::formatHex);
    }

    /// One JSON object on one line.
    static void json(PrintWriter out, Map<String, Object> fields) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        out.println(text);
        out.flush();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> fields -> writeObject(json, fields);
            case Iterable<?> items -> {
                json.writeStartArray();
                for (Object item : items) write(json, item);
                json.writeEndArray();
            }
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    private static void writeObject(JsonGenerator json, Map<?, ?> fields) throws IOException {
        json.writeStartObject();
        for (var field : fields.entrySet()) {
            json.writeFieldName(field.getKey().toString());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }
}
