package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
    @ParameterizedTest
    @CsvSource({"429, 1", "503, 1", "200,", "400,", "500,", "504,"})
    void who_is_told_to_come_again_is_told_when(int status, String seconds) {
        for (Reply reply : new Reply[] {Reply.empty(status), Reply.of(status, "text/plain", "later")}) {
            assertEquals(Optional.ofNullable(seconds), reply.field("Retry-After"));
            assertEquals(status, reply.status());
        }
        assertEquals(
                Optional.of("text/plain"),
                Reply.of(status, "text/plain", "later").field("Content-Type"));
        assertEquals("later", new String(Reply.of(status, "text/plain", "later").bytes()));
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void a_nearer_time_takes_its_place(int status) {
        var reply = Reply.of(status, "text/plain", "later").with("retry-after", "5");
        assertEquals(
                1,
                reply.fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase("Retry-After"))
                        .count());
        assertEquals(Optional.of("5"), reply.field("Retry-After"));
    }

    @Test
    void a_field_has_visible_characters_spaces_and_tabs_of_us_ascii_and_no_others() {
        for (int c = 0; c <= 0x120; c++) {
            String value = "a" + (char) c + "b";
            if (c >= ' ' && c < 0x7f || c == '\t') assertEquals(value, new Reply.Field("A", value).value());
            else assertThrows(IllegalArgumentException.class, () -> new Reply.Field("A", value));
        }
    }
}
