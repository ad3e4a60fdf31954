package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteDashboardTest extends DashboardContract {
    @Override
    Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
