package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;

/// The node that brings a database on a server up to date is killed, and the server is not.
final class PostgresUpgradeCrashTest extends UpgradeCrashContract {
    private Place place;

    @Override
    void nextPlace() {
        place = PostgresCluster.shared().emptyDatabase();
    }

    @Override
    Place place() {
        return place;
    }
}
