package dev.licet.server.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.LogFact;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private static String line(Formatter formatter, String message, Object... parameters) {
        var event = new LogRecord(Level.SEVERE, message);
        event.setLoggerName("dev.licet.request");
        event.setInstant(Instant.parse("2026-11-29T10:00:00.5Z"));
        event.setParameters(parameters);
        return formatter.format(event);
    }

    @Test
    void a_line_of_text_is_one_line_whatever_is_in_it() {
        String expected = "2026-11-29T10:00:00.500Z ERROR dev.licet.request: request a b 2026-11-29 ERROR: it was 1500"
                + System.lineSeparator();
        assertEquals(
                expected,
                line(
                        new TextLine(),
                        "request {0}: it was {1}",
                        new LogFact("request", "a\nb\r2026-11-29\u2028ERROR"),
                        new LogFact("status", 1500)));
    }

    @Test
    void a_line_of_json_has_a_member_for_each_fact() {
        String expected = "{\"time\":\"2026-11-29T10:00:00.500Z\",\"level\":\"error\",\"logger\":\"dev.licet.request\","
                + "\"message\":\"request \\\"a\\nb: 1500, x\",\"request\":\"\\\"a\\nb\",\"status\":1500}"
                + System.lineSeparator();
        assertEquals(
                expected,
                line(
                        new JsonLine(),
                        "request {0}: {1}, {2}",
                        new LogFact("request", "\"a\nb"),
                        new LogFact("status", 1500),
                        "x"));
    }
}
