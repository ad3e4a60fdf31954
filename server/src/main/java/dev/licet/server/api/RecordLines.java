package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.dashboard.LineFile;
import dev.licet.dashboard.LineFormat;
import dev.licet.domain.Drm;
import dev.licet.domain.record.EventRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records as lines of a file, by the names and words of `/cmiapi/getrecord` (`docs/records.md`).
public final class RecordLines {
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

    private RecordLines() {}

    /// In that format.
    public static LineFile<EventRecord> in(LineFormat format) {
        return new LineFile<>(format, NAMES, RecordLines::cells, RecordLines::json);
    }

    private static String json(EventRecord record) {
        return new String(RecordPrinter.print(record), StandardCharsets.UTF_8);
    }

    private static List<String> cells(EventRecord record) {
        return List.of(
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
