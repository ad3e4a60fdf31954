package dev.licet.storage.testing;

import dev.licet.crypto.SecretBytes;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How SQLite would answer a question to an empty database with our schema.
public final class QueryPlan {
    private QueryPlan() {}

    /// The steps, in SQLite's words.
    public static List<String> of(Path directory, String sql) throws SQLException {
        return of(directory, List.of(sql)).get(sql);
    }

    /// The steps of each of them.
    public static Map<String, List<String>> of(Path directory, Collection<String> questions) throws SQLException {
        var key = new MasterKey(SecretBytes.copyOf(new byte[32]));
        var clock = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
        Database.open(DatabaseSettings.forCommand(directory, key, clock, new SecureRandom()))
                .close();
        var plans = new LinkedHashMap<String, List<String>>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("licet.db"))) {
            for (String sql : questions) plans.put(sql, steps(connection, sql));
        }
        return plans;
    }

    private static List<String> steps(Connection connection, String sql) throws SQLException {
        var steps = new ArrayList<String>();
        try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                var rows = statement.executeQuery()) {
            while (rows.next()) steps.add(rows.getString("detail"));
        }
        return steps;
    }
}
