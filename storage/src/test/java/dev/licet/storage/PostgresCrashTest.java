package dev.licet.storage;

import dev.licet.storage.testing.PostgresCluster;
import org.junit.jupiter.api.AfterEach;

/// The node is killed, and in every second cycle first the server under it, with all of its processes.
final class PostgresCrashTest extends CrashContract {
    private final PostgresCluster cluster = PostgresCluster.started();
    private final Place.Postgres place = cluster.emptyDatabase();

    @Override
    Place place() {
        return place;
    }

    /// The node goes on by itself when its server is back.
    @Override
    void killMore(int cycle) {
        if (cycle % 2 == 0) return;
        cluster.kill();
        cluster.start();
    }

    /// As many again after the server has come back; the pipe may hold some thousands from before.
    @Override
    int enough(int cycle) {
        return cycle % 2 == 0 ? ACKNOWLEDGED : 20 * ACKNOWLEDGED;
    }

    @AfterEach
    void stopTheServer() {
        cluster.close();
    }
}
