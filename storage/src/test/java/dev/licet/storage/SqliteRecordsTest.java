package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteRecordsTest extends RecordsContract {
    @Override
    Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
