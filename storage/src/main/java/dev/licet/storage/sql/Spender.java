package dev.licet.storage.sql;

import java.time.Instant;

/// The writer that spends in the running transaction.
///
/// @param name of the writer, whose portions of balances are its own; empty where there is but one
/// @param at   when the transaction began
public record Spender(String name, Instant at) {
    private static final Spender ONLY = new Spender("", Instant.EPOCH);

    /// That of the running transaction.
    public static Spender of(Session session) {
        return session.ofTransaction(Spender.class, () -> ONLY);
    }

    static void begin(Session session, Spender spender) {
        session.ofTransaction(Spender.class, () -> spender);
    }
}
