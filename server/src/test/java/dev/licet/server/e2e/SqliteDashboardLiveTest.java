package dev.licet.server.e2e;

import dev.licet.server.config.Key;
import java.util.Map;

class SqliteDashboardLiveTest extends DashboardLiveContract {
    @Override
    Map<Key, String> store() {
        return Map.of();
    }
}
