package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceTest {
    private static final String URL = "jdbc:postgresql://localhost/licet";

    @TempDir
    Path directory;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("password"), bytes);
    }

    private static byte[] password(Path file) {
        return Place.Postgres.withPasswordIn(URL, "licet", file)
                .password()
                .orElseThrow()
                .expose(byte[]::clone);
    }

    @Test
    void the_password_is_the_first_line() throws IOException {
        byte[] line = "p\u00e4ss w\u00f6rd".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(line, password(file("p\u00e4ss w\u00f6rd\nmore\n".getBytes(StandardCharsets.UTF_8))));
        assertArrayEquals(line, password(file(line)));
        assertEquals(0, password(file(new byte[0])).length);
    }

    @Test
    void a_file_that_is_not_there_or_no_text_is_refused_by_name() throws IOException {
        Path missing = directory.resolve("missing");
        for (Path file : new Path[] {missing, directory, file(new byte[] {'a', (byte) 0xe4, 'b', '\n'})}) {
            var refused = assertThrows(DatabaseRefused.class, () -> password(file));
            String words = "cannot read the database password file " + file;
            assertTrue(refused.getMessage().startsWith(words + ": "), refused.getMessage());
        }
    }
}
