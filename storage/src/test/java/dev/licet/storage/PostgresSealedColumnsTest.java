package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;

/// The contract, tried on a real PostgreSQL.
final class PostgresSealedColumnsTest extends SealedColumnsContract {
    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    @Override
    String namesOfColumns() {
        return "SELECT table_name || '.' || column_name FROM information_schema.columns"
                + " WHERE table_schema = 'public' AND column_name LIKE 'sealed%'";
    }
}
