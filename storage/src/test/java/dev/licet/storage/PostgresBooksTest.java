package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The contract, tried on a real PostgreSQL.
final class PostgresBooksTest extends BooksContract {
    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(place.url(), place.user(), "");
    }
}
