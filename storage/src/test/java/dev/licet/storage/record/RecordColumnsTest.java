package dev.licet.storage.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.storage.book.RowTags;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordColumnsTest {
    private static final RowTags TAGS = new RowTags(SecretBytes.copyOf(new byte[32]));

    @Test
    void a_row_has_a_value_for_each_column() {
        var event = Event.of(
                Event.Kind.ISSUED,
                Instant.EPOCH,
                Event.Origin.ofNobody(Environment.TEST, Drm.WIDEVINE, "request"),
                Event.Subject.NONE);
        assertEquals(20, RecordColumns.INSERT.columns());
        var row = RecordColumns.row(event, Charge.NONE, TAGS);
        assertEquals(RecordColumns.ARRIVE.columns(), row.length);
        assertEquals(RecordColumns.INSERT.columns(), RecordColumns.placed(row, Optional.empty()).length);
    }

    /// The numbers stand in databases.
    @Test
    void every_word_has_a_number_and_keeps_it() throws SQLException {
        for (Event.Kind kind : Event.Kind.values()) {
            assertEquals(kind, RecordWords.kind(RecordWords.number(kind)));
            assertEquals(kind.ordinal(), RecordWords.number(kind));
        }
        for (Drm drm : Drm.values()) {
            assertEquals(Optional.of(drm), RecordWords.drm(RecordWords.number(Optional.of(drm))));
            assertEquals(drm.ordinal() + 1, RecordWords.number(Optional.of(drm)));
        }
        assertEquals(Optional.empty(), RecordWords.drm(RecordWords.number(Optional.empty())));
        assertThrows(SQLException.class, () -> RecordWords.kind(-1));
        assertThrows(SQLException.class, () -> RecordWords.kind(Event.Kind.values().length));
        assertThrows(SQLException.class, () -> RecordWords.drm(Drm.values().length + 1));
    }

    @Test
    void ids_come_back_whatever_they_are() {
        for (String id : List.of(
                "",
                "a",
                "x".repeat(14),
                "x".repeat(15),
                "x".repeat(16),
                "\u00e4".repeat(8),
                "0".repeat(32),
                "0123456789abcdef0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF",
                "g".repeat(32),
                "0".repeat(33))) {
            assertEquals(id, IdColumn.read(IdColumn.write(id)), id);
        }
        assertEquals(16, IdColumn.write("0123456789abcdef0123456789abcdef").length);
        assertNotEquals(16, IdColumn.write("x".repeat(15)).length);
        assertNotEquals(16, IdColumn.write("x".repeat(14)).length);
    }
}
