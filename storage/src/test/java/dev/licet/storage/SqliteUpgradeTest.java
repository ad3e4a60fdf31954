package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.SqliteFile;

final class SqliteUpgradeTest extends UpgradeContract {
    @Override
    Connections connections() {
        return new SqliteFile(directory.resolve(DataDirectory.DATABASE));
    }
}
