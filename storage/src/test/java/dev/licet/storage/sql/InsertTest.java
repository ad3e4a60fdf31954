package dev.licet.storage.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InsertTest {
    private static final Insert NUMBERED = new Insert("line (text, rank)", " RETURNING id");
    private static final Insert PLAIN = new Insert("line (text, rank)", "");

    @TempDir
    Path directory;

    private static List<Object[]> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Object[] {"text " + i, i})
                .toList();
    }

    @Test
    void any_number_of_rows_is_inserted_in_its_order() throws SQLException {
        try (var file = new SqliteFile(directory.resolve("test.db"));
                var session = file.writer()) {
            session.execute("CREATE TABLE line (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT, rank INTEGER)");
            long last = 0;
            for (int count = 0; count <= 200; count++) {
                assertEquals(
                        LongStream.rangeClosed(last + 1, last + count).boxed().toList(),
                        NUMBERED.answered(session, rows(count), Row::number).stream()
                                .sorted()
                                .toList());
                assertEquals(
                        IntStream.range(0, count).mapToObj(i -> "text " + i).toList(),
                        session.all("SELECT text FROM line WHERE id > ? ORDER BY id", Row::text, last));
                last += count;
            }
            session.change("DELETE FROM line");
            PLAIN.rows(session, rows(131));
            assertEquals(131, session.number("SELECT COUNT(DISTINCT rank) FROM line"));
        }
    }
}
