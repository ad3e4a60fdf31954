package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.OldSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that an earlier version filled gives the answers of that version, at once and after it has gone on.
/// What it was led through is [UpgradeStory].
abstract class UpgradeContract extends DatabaseContract {
    private static final int SCHEMA = 22;

    /// Connections to the place, which has nothing in it yet.
    abstract Connections connections() throws IOException;

    private static List<String> lines(String name) {
        try (var in = new GZIPInputStream(UpgradeContract.class.getResourceAsStream("upgrade/" + name + ".gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Before the database is opened: the rows are there.
    @BeforeEach
    @Override
    void openEmpty() {
        try (Connections connections = connections()) {
            OldSchema.fill(connections, clock, SCHEMA, lines("schema-022.sql"));
        } catch (IOException | SQLException failure) {
            throw new AssertionError(failure);
        }
        super.openEmpty();
    }

    @Test
    void a_database_of_an_earlier_version_answers_and_goes_on_as_it_would_have() {
        clock.advance(Duration.between(clock.instant(), UpgradeStory.END));
        var story = new UpgradeStory(database, clock);
        assertLines(lines("answers-before.txt"), story.answers());
        assertLines(lines("deeds.txt"), story.goOn());
        assertLines(lines("answers-after.txt"), story.answers());
    }

    private static void assertLines(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "line " + i);
        }
        assertEquals(expected.size(), found.size());
    }
}
