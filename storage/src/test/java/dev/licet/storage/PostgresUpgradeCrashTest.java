package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.testing.PostgresCluster;
import org.junit.jupiter.api.AfterEach;

/// The node that brings a database on a server up to date is killed.
final class PostgresUpgradeCrashTest extends UpgradeCrashContract {
    private final PostgresCluster cluster = PostgresCluster.started();
    private Place.Postgres place = cluster.freshDatabase();

    @Override
    void nextPlace() {
        place = cluster.freshDatabase();
    }

    @Override
    Place place() {
        return place;
    }

    @Override
    Connections connections() {
        return new PostgresServer(place.url(), place.user(), place.password(), Limits.SHARED);
    }

    @Override
    String where() {
        return place.url();
    }

    @AfterEach
    void stopTheServer() {
        cluster.close();
    }
}
