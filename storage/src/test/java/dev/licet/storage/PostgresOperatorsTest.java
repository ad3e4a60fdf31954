package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;

/// The contract, tried on a real PostgreSQL.
final class PostgresOperatorsTest extends OperatorsContract {
    private final Place place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }
}
