package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

final class SqliteUpgradeTest extends UpgradeContract {
    @Override
    void tamper(String sql) throws Exception {
        assertTrue(SqliteFiles.tamper(directory, sql) > 0);
    }
}
