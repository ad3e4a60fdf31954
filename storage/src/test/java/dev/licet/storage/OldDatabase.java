package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.OldSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// What an earlier version left of [UpgradeStory], and what it said.
final class OldDatabase {
    private static final int SCHEMA = 22;

    private OldDatabase() {}

    /// Its rows, in a place that has nothing in it yet.
    static void fill(Connections place, InstantSource clock) {
        fill(place, clock, lines("schema-022.sql"));
    }

    static void fill(Connections place, InstantSource clock, List<String> rows) {
        try (Connections connections = place) {
            OldSchema.fill(connections, clock, SCHEMA, rows);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    static List<String> lines(String name) {
        try (var in = new GZIPInputStream(OldDatabase.class.getResourceAsStream("upgrade/" + name + ".gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
