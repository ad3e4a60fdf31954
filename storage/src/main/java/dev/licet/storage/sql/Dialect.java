package dev.licet.storage.sql;

import java.sql.SQLException;
import java.util.Map;

/// The few words and codes in which database products differ. All other SQL in this module is written in the subset
/// that SQLite and PostgreSQL share.
public enum Dialect {
    /// The embedded database.
    SQLITE(Map.of("${blob}", "BLOB", "${serial}", "INTEGER PRIMARY KEY AUTOINCREMENT")) {
        private static final int SQLITE_BUSY = 5;
        private static final int SQLITE_LOCKED = 6;
        private static final int SQLITE_CONSTRAINT = 19;

        @Override
        boolean isConstraintViolation(SQLException failure) {
            return failure.getErrorCode() == SQLITE_CONSTRAINT;
        }

        @Override
        boolean isBusy(SQLException failure) {
            return failure.getErrorCode() == SQLITE_BUSY || failure.getErrorCode() == SQLITE_LOCKED;
        }
    };

    private final Map<String, String> words;

    Dialect(Map<String, String> words) {
        this.words = words;
    }

    /// A migration's text with its placeholders filled in: `${blob}` is the type of a column of bytes, `${serial}`
    /// that of a key which grows and never repeats.
    String translate(String sql) {
        String translated = sql;
        for (var word : words.entrySet()) translated = translated.replace(word.getKey(), word.getValue());
        return translated;
    }

    /// Whether only the statement was at fault, so that the connection is still good.
    abstract boolean isConstraintViolation(SQLException failure);

    /// Whether another process held a lock for too long.
    abstract boolean isBusy(SQLException failure);
}
