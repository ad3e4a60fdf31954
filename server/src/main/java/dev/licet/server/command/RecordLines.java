package dev.licet.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.record.EventRecord;
import dev.licet.server.api.RecordPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Records as lines of a file, by the names and words of `/cmiapi/getrecord` (`docs/records.md`).
final class RecordLines {
    /// How a file is laid out.
    enum Format {
        /// One JSON object per line.
        JSONL,
        /// RFC 4180, with a line of names first.
        CSV
    }

    private static final List<String> NAMES = List.of(
            "event_id",
            "time",
            "kind",
            "drm",
            "environment",
            "error_code",
            "error",
            "request_id",
            "token_id",
            "cookie",
            "content_id",
            "kids",
            "device_id",
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
            case JSONL -> new String(RecordPrinter.print(record), StandardCharsets.UTF_8) + "\n";
            case CSV -> cells(record).map(RecordLines::cell).collect(Collectors.joining(",")) + "\r\n";
        };
    }

    private static Stream<String> cells(EventRecord record) {
        return Stream.of(
                Long.toString(record.id()),
                RecordPrinter.time(record),
                RecordPrinter.kind(record),
                record.drm().map(Drm::word).orElse(""),
                record.environment().word(),
                Integer.toString(record.code()),
                record.reason(),
                record.requestId(),
                record.tokenId().orElse(""),
                record.cookie().orElse(""),
                record.contentId().orElse(""),
                String.join(" ", record.kids()),
                record.deviceId().orElse(""),
                Integer.toString(record.charged()),
                Integer.toString(record.window()),
                record.facts().isEmpty() ? "" : object(record.facts()));
    }

    /// A number may begin with a minus; nothing else may begin as a formula does.
    static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches("-\\d+");
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String object(Map<String, String> facts) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var fact : new TreeMap<>(facts).entrySet()) json.writeStringField(fact.getKey(), fact.getValue());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
