package dev.licet.server.e2e;

import dev.licet.server.config.Key;
import dev.licet.storage.testing.PostgresCluster;
import java.util.Map;

class PostgresDashboardLiveTest extends DashboardLiveContract {
    @Override
    Map<Key, String> store() {
        return RunningService.on(PostgresCluster.shared().freshDatabase());
    }
}
