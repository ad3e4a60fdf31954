package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteAuditTest extends AuditContract {
    @Override
    void tamper(String sql) throws Exception {
        SqliteFiles.tamper(directory, sql);
    }
}
