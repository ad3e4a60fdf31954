package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteHousekeepingTest extends HousekeepingContract {
    @Override
    Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
