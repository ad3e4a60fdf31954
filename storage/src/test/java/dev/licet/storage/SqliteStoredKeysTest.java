package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteStoredKeysTest extends StoredKeysContract {
    @Override
    Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
