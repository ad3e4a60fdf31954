package dev.licet.server.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.LogFact;
import dev.licet.server.config.LogLevel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// A line of the log for programs: an object with `time`, `level`, `logger`, `message`, and a member for each
/// [LogFact].
final class JsonLine extends Formatter {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public String format(LogRecord event) {
        var line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", TextLine.TIME.format(event.getInstant()));
            json.writeStringField("level", LogLevel.of(event.getLevel()).name().toLowerCase(Locale.ROOT));
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("message", formatMessage(event));
            writeFacts(json, event);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.append(System.lineSeparator()).toString();
    }

    private static void writeFacts(JsonGenerator json, LogRecord event) throws IOException {
        if (event.getParameters() == null) return;
        for (Object parameter : event.getParameters()) {
            if (parameter instanceof LogFact fact) write(json, fact);
        }
    }

    private static void write(JsonGenerator json, LogFact fact) throws IOException {
        if (fact.value() instanceof Number number) json.writeNumberField(fact.name(), number.longValue());
        else json.writeStringField(fact.name(), fact.value().toString());
    }
}
