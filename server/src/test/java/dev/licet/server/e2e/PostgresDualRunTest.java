package dev.licet.server.e2e;

import dev.licet.storage.testing.PostgresCluster;
import java.nio.file.Path;

/// The same on PostgreSQL.
class PostgresDualRunTest extends DualRunContract {
    @Override
    RunningService running(Path data) {
        return RunningService.start(
                data, RunningService.on(PostgresCluster.shared().freshDatabase()));
    }
}
