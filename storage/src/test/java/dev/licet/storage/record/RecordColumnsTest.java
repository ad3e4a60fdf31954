package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordColumnsTest {
    @Test
    void a_row_has_a_value_for_each_column() {
        var event = Event.of(
                Event.Kind.ISSUED,
                Instant.EPOCH,
                Event.Origin.ofNobody(Environment.TEST, Drm.WIDEVINE, "request"),
                Event.Subject.NONE);
        assertEquals(17, RecordColumns.INSERT.columns());
        assertEquals(RecordColumns.INSERT.columns(), RecordColumns.row(event, Optional.empty(), 0, 0).length);
    }
}
