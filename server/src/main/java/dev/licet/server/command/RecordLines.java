package dev.licet.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.record.EventRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Records as lines of a file.
final class RecordLines {
    /// How a file is laid out.
    enum Format {
        /// One JSON object per line.
        JSONL,
        /// RFC 4180, with a line of names first.
        CSV
    }

    private static final List<String> NAMES = List.of(
            "id",
            "kind",
            "at",
            "environment",
            "drm",
            "requestId",
            "code",
            "reason",
            "tokenId",
            "cookie",
            "contentId",
            "kids",
            "deviceId",
            "charged",
            "window",
            "facts");
    private static final JsonFactory JSON = new JsonFactory();

    /// What a spreadsheet may take for a formula, when a cell begins with it.
    private static final String FORMULA = "=+-@\t\r";

    private RecordLines() {}

    static String header(Format format) {
        return switch (format) {
            case JSONL -> "";
            case CSV -> String.join(",", NAMES) + "\r\n";
        };
    }

    static String line(Format format, EventRecord record) {
        return switch (format) {
            case JSONL -> json(record) + "\n";
            case CSV -> cells(record).map(RecordLines::cell).collect(Collectors.joining(",")) + "\r\n";
        };
    }

    private static Stream<String> cells(EventRecord record) {
        return Stream.of(
                Long.toString(record.id()),
                record.kind().name(),
                record.at().toString(),
                record.environment().word(),
                record.drm().map(Drm::path).orElse(""),
                record.requestId(),
                Integer.toString(record.code()),
                record.reason(),
                record.tokenId().orElse(""),
                record.cookie().orElse(""),
                record.contentId().orElse(""),
                String.join(" ", record.kids()),
                record.deviceId().orElse(""),
                Integer.toString(record.charged()),
                Integer.toString(record.window()),
                record.facts().isEmpty() ? "" : written(json -> members(json, record.facts())));
    }

    /// A number may begin with a minus; nothing else may begin as a formula does.
    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches("-\\d+");
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String json(EventRecord record) {
        return written(json -> {
            var cells = cells(record).toList();
            json.writeStartObject();
            for (int i = 0; i < NAMES.size() - 1; i++) member(json, record, NAMES.get(i), cells.get(i));
            json.writeFieldName("facts");
            members(json, record.facts());
            json.writeEndObject();
        });
    }

    private static void member(JsonGenerator json, EventRecord record, String name, String text) throws IOException {
        switch (name) {
            case "id", "code", "charged", "window" -> json.writeNumberField(name, Long.parseLong(text));
            case "kids" -> {
                json.writeArrayFieldStart(name);
                for (String kid : record.kids()) json.writeString(kid);
                json.writeEndArray();
            }
            default -> json.writeStringField(name, text);
        }
    }

    private static void members(JsonGenerator json, Map<String, String> facts) throws IOException {
        json.writeStartObject();
        for (var fact : new TreeMap<>(facts).entrySet()) json.writeStringField(fact.getKey(), fact.getValue());
        json.writeEndObject();
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String written(Writing writing) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
