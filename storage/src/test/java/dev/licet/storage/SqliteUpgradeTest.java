package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.SqliteFile;

final class SqliteUpgradeTest extends UpgradeContract {
    @Override
    Connections connections() {
        return new SqliteFile(directory.resolve(DataDirectory.DATABASE));
    }

    @Override
    void tamper(String sql) throws Exception {
        assertTrue(SqliteFiles.tamper(directory, sql) > 0);
    }
}
