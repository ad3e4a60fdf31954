package dev.licet.storage.sql;

import java.sql.SQLException;

/// Numbers for rows whose number is sealed into them, so that it must be known before the row is written.
public final class Counters {
    private Counters() {}

    /// The next number, from 1; never the same twice, even when the row is deleted.
    public static int next(Session session, String name) throws SQLException {
        return session.first(
                        "INSERT INTO counter (name, last) VALUES (?, 1)"
                                + " ON CONFLICT (name) DO UPDATE SET last = counter.last + 1 RETURNING last",
                        Row::small,
                        name)
                .orElseThrow();
    }

    /// Until this transaction has ended, no other one gets a number of that name: a transaction that counts
    /// rows before changing one sees all that there are.
    public static void hold(Session session, String name) throws SQLException {
        session.change(
                "INSERT INTO counter (name, last) VALUES (?, 0) ON CONFLICT (name) DO UPDATE SET last = counter.last",
                name);
    }
}
