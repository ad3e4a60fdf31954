package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every citation of a specification, such as `token-api.md 16` or `security.md T5, I1 to I4`, leads to a page of
/// `docs/spec` and to a heading, a row or a numbered item there.
class CitationsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGES = ROOT.resolve("docs/spec");

    private static final String ITEM = "[TMFI]?\\d+(?:\\.\\d+)*";
    private static final Pattern REFERENCE = Pattern.compile("reference: ([a-z-]+)\\.md");
    private static final Pattern CITATION = Pattern.compile(
            "(?<![\\w/(-])([a-z-]+)\\.md[ ,]+(" + ITEM + "(?:(?:,? and |, | to )" + ITEM + ")*)(?![\\w-])");
    /// What begins a line of a comment, so that a citation may go over the end of a line.
    private static final Pattern LINE = Pattern.compile("\\R\\s*(?:///|//|--|#|\\*)?\\s*");

    /// What a text cites, as `page item`.
    static List<String> cited(String text) {
        var found = new ArrayList<String>();
        String joined = LINE.matcher(text).replaceAll(" ");
        Matcher citations = CITATION.matcher(joined);
        while (citations.find()) {
            if (page(citations.group(1)).isEmpty()) continue;
            for (MatchResult item :
                    Pattern.compile(ITEM).matcher(citations.group(2)).results().toList()) {
                found.add(citations.group(1) + " " + item.group());
            }
        }
        Matcher references = REFERENCE.matcher(joined);
        while (references.find()) found.add(references.group(1));
        return found;
    }

    private static Optional<String> page(String name) {
        try {
            Path page = PAGES.resolve(name + ".md");
            return Files.exists(page) ? Optional.of(Files.readString(page)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Whether a citation of [#cited] leads somewhere.
    static boolean resolves(String citation) {
        String[] parts = citation.split(" ");
        Optional<String> page = page(parts[0]);
        if (page.isEmpty() || parts.length == 1) return page.isPresent();
        return hasHeading(page.get(), parts[1]) || hasRow(page.get(), parts[1]) || hasItem(page.get(), parts[1]);
    }

    private static boolean hasHeading(String page, String number) {
        return Pattern.compile("^#{2,3} " + Pattern.quote(number) + "[. ]", Pattern.MULTILINE)
                .matcher(page)
                .find();
    }

    /// A row of a table, `| T5 |`, or a paragraph in bold, `- **I1 Conservation.**`.
    private static boolean hasRow(String page, String name) {
        if (!Character.isLetter(name.charAt(0))) return false;
        return Pattern.compile("^(?:\\| |- \\*\\*)" + name + " ", Pattern.MULTILINE)
                .matcher(page)
                .find();
    }

    /// `0.6` is also the sixth point of the numbered list in section 0.
    private static boolean hasItem(String page, String number) {
        String[] parts = number.split("\\.");
        if (parts.length != 2) return false;
        Matcher section = Pattern.compile("^## " + parts[0] + "\\. .*?(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page);
        return section.find()
                && Pattern.compile("^" + parts[1] + "\\. ", Pattern.MULTILINE)
                        .matcher(section.group())
                        .find();
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                boolean read = Files.isDirectory(module.resolve("src")) || module.endsWith("docs");
                if (read) found.addAll(files(module.endsWith("docs") ? module : module.resolve("src")));
            }
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|sql|md|jte|js|css|sh)"))
                    .toList();
        }
    }

    @Test
    void every_citation_leads_to_a_place_in_the_books() throws IOException {
        var dead = new TreeSet<String>();
        int seen = 0;
        for (Path file : sources()) {
            if (file.endsWith("CitationsTest.java")) continue;
            for (String citation : cited(Files.readString(file))) {
                seen++;
                if (!resolves(citation)) dead.add(ROOT.relativize(file) + ": " + citation);
            }
        }
        assertEquals(new TreeSet<String>(), dead);
        assertTrue(seen > 200, "only " + seen + " citations were found");
    }

    @Test
    void citations_are_read_in_all_their_forms() {
        assertEquals(
                List.of("widevine 2.1", "widevine 2.2", "widevine"), cited("(reference: widevine.md 2.1 and 2.2)"));
        assertEquals(List.of("security T5", "security I1", "security I4"), cited("see security.md T5,\n/// I1 to I4."));
        assertEquals(List.of("token-api 16"), cited("-- in the order of\n-- token-api.md 16: the first wins"));
        assertEquals(List.of("nowhere"), cited("(reference: nowhere.md 1)"));
        assertEquals(List.of(), cited("[keystore.md](keystore.md) 3"));
    }

    @Test
    void a_dead_citation_would_be_seen() {
        assertTrue(resolves("fairplay 0.6"));
        assertTrue(resolves("security M9"));
        assertTrue(resolves("token-api 5.3"));
        for (String dead : List.of("fairplay 0.99", "security T999", "token-api 99", "widevine 2.99", "nowhere"))
            assertTrue(!resolves(dead), dead);
    }
}
