package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManCommandTest {
    private static final List<String> INSTRUCTIONS = List.of(".TH ", ".ad l", ".SH ", ".TP", ".PP", ".B ");

    @TempDir
    private Path directory;

    private List<Path> pages() throws IOException {
        assertEquals(
                0, new Terminal(directory).bare("man", directory.toString()).exit());
        try (Stream<Path> pages = Files.list(directory)) {
            return pages.sorted().toList();
        }
    }

    @Test
    void every_command_has_a_page() throws IOException {
        var names = pages().stream().map(page -> page.getFileName().toString()).toList();
        assertTrue(
                names.containsAll(List.of("licet.1", "licet-serve.1", "licet-account-key-create.1")), names.toString());
    }

    @Test
    void a_page_says_what_the_help_says() throws IOException {
        pages();
        String page = Files.readString(directory.resolve("licet-account-create.1"));
        assertTrue(page.contains(".SH NAME\nlicet\\-account\\-create \\- Make an account"), page);
        assertTrue(page.contains(".B \\-\\-units N\nPrepaid units in production"), page);
        assertTrue(page.contains(".SH EXIT STATUS\n.TP\n.B 0\ndone\n"), page);
    }

    @Test
    void text_is_never_taken_for_an_instruction() throws IOException {
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                boolean instruction = line.startsWith(".") || line.startsWith("'");
                assertTrue(!instruction || INSTRUCTIONS.stream().anyMatch(line::startsWith), page + ": " + line);
            }
        }
    }
}
