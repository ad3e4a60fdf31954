package dev.licet.storage.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final int BOOKS = 50_000;

    private static String text(String lastLine) {
        var text = new StringBuilder("licet checkpoint 1\nat 2026-11-30T00:00:00Z\naudit 1:" + "0a".repeat(32) + "\n");
        for (int i = 0; i < BOOKS; i++)
            text.append("book ")
                    .append(201_722 + i)
                    .append(" test record 7 ")
                    .append("0b".repeat(32))
                    .append('\n');
        return text + lastLine + "signature " + "0c".repeat(64) + "\n";
    }

    @Test
    void a_checkpoint_of_any_number_of_books_is_read_as_it_was_printed() {
        String text = text("");
        var read = Checkpoint.parse(text).orElseThrow();
        assertEquals(BOOKS, read.ends().size());
        assertEquals(text, read.toString());
        assertTrue(Checkpoint.parse(text("book 1 test record 7\n")).isEmpty());
    }
}
