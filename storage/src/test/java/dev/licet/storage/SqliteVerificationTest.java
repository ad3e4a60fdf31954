package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

/// The contract, tried on the embedded database.
final class SqliteVerificationTest extends VerificationContract {
    @Override
    void tamper(String sql) throws Exception {
        assertTrue(SqliteFiles.tamper(directory, sql) > 0);
    }
}
