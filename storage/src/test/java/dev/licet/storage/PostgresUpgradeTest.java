package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.storage.testing.PostgresCluster;

/// The contract, tried on a real PostgreSQL.
final class PostgresUpgradeTest extends UpgradeContract {
    private final Place.Postgres place = PostgresCluster.shared().emptyDatabase();

    @Override
    Place place() {
        return place;
    }

    @Override
    void tamper(String sql) {
        assertTrue(PostgresCluster.tamper(place, sql) > 0);
    }
}
