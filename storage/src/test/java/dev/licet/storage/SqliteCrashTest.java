package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.SqliteFile;

/// The process that has the embedded database open is killed.
final class SqliteCrashTest extends CrashContract {
    @Override
    Connections connections() {
        return new SqliteFile(directory.resolve(DataDirectory.DATABASE));
    }

    @Override
    String where() {
        return directory.toString();
    }
}
