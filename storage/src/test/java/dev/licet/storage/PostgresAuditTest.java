package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;

/// The contract, tried on a real PostgreSQL.
final class PostgresAuditTest extends AuditContract {
    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    @Override
    void tamper(String sql) {
        PostgresCluster.tamper(place, sql);
    }
}
