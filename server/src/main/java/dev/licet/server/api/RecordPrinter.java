package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes records as `docs/records.md` describes them: `valid`, `events`, `error_code` and `device_id` are the names
/// that existing clients read.
public final class RecordPrinter {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RecordPrinter() {}

    static byte[] print(List<EventRecord> records) {
        return Json.object(json -> {
            json.writeBooleanField("valid", true);
            json.writeArrayFieldStart("events");
            for (EventRecord record : records) print(json, record);
            json.writeEndArray();
        });
    }

    /// When it was, in UTC with milliseconds.
    public static String time(EventRecord record) {
        return TIME.format(record.at());
    }

    /// What happened, in one word of small letters.
    public static String kind(EventRecord record) {
        return record.kind().name().toLowerCase(Locale.ROOT);
    }

    /// One record, on one line.
    public static byte[] print(EventRecord record) {
        return Json.value(json -> print(json, record));
    }

    static void print(JsonGenerator json, EventRecord record) throws IOException {
        json.writeStartObject();
        members(json, record);
        json.writeEndObject();
    }

    /// Its members, into an object that is begun.
    public static void members(JsonGenerator json, EventRecord record) throws IOException {
        json.writeNumberField("event_id", record.id());
        json.writeStringField("time", time(record));
        json.writeStringField("kind", kind(record));
        text(json, "drm", record.drm().map(Drm::word));
        json.writeStringField("environment", record.environment().word());
        json.writeNumberField("error_code", record.code());
        json.writeStringField("error", record.reason());
        json.writeStringField("request_id", record.requestId());
        text(json, "token_id", record.tokenId());
        text(json, "cookie", record.cookie());
        text(json, "content_id", record.contentId());
        json.writeArrayFieldStart("kids");
        for (String kid : record.kids()) json.writeString(kid);
        json.writeEndArray();
        text(json, "device_id", record.deviceId());
        json.writeNumberField("charged", record.charged());
        json.writeNumberField("window", record.window());
        facts(json, record.facts());
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.get());
    }

    private static void facts(JsonGenerator json, Map<String, String> facts) throws IOException {
        json.writeObjectFieldStart("facts");
        for (var fact : new TreeMap<>(facts).entrySet()) json.writeStringField(fact.getKey(), fact.getValue());
        json.writeEndObject();
    }
}
