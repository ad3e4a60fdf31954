package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.request.Parameters;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordQueryTest {
    private static RecordQuery read(String query) {
        return RecordQuery.read(Parameters.read(query, new byte[0]));
    }

    @Test
    void nothing_is_the_latest_and_unknown_parameters_do_not_matter() {
        assertEquals(new RecordQuery.Latest(), read(""));
        assertEquals(new RecordQuery.Latest(), read("apiVersion=0&isSuperfast=true"));
    }

    @Test
    void each_method_is_understood() {
        assertEquals(new RecordQuery.WithCookie("a b"), read("cookie=a%20b"));
        assertEquals(new RecordQuery.WithId(17), read("id=17"));
        assertEquals(new RecordQuery.Window(200, 200), read("start=200&length=200"));
        assertEquals(new RecordQuery.Window(0, 32), read("start=0"));
        assertEquals(
                new RecordQuery.Between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00.5Z")),
                read("from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00.5Z"));
    }

    @Test
    void a_length_is_capped_at_1000() {
        assertEquals(new RecordQuery.Window(0, 1000), read("start=0&length=1000"));
        assertEquals(new RecordQuery.Window(0, 1000), read("start=0&length=1001"));
        assertEquals(new RecordQuery.Window(0, 1000), read("start=0&length=999999999999999999"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cookie=a&id=1",
                "cookie=a&cookie=b",
                "id=1&id=1",
                "start=0&length=1&length=2",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z",
                "cookie=%FF",
                "cookie=a&start=0&length=1",
                "id=1&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
                "length=5",
                "start=-1&length=5",
                "start=0&length=x",
                "start=0&length=",
                "id=",
                "id=abc",
                "id=9999999999999999999",
                "from=2026-01-01T00:00:00Z",
                "to=2026-01-01T00:00:00Z",
                "from=2026-01-01T00:00:00%2B01:00&to=2026-01-02T00:00:00Z",
                "from=2026-12-31T23:59:60Z&to=2027-01-02T00:00:00Z",
                "from=2026-12-31T00:00:00Z&to=2026-12-31T24:00:00Z",
                "from=yesterday&to=today",
            })
    void anything_else_is_unclear(String query) {
        assertInstanceOf(RecordQuery.Unclear.class, read(query));
    }
}
