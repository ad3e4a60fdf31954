package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteSealingKeysTest extends SealingKeysContract {
    @Override
    Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
