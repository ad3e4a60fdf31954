package dev.licet.server.e2e;

import dev.licet.server.config.Key;
import java.util.Map;

class SqliteRecordStreamTest extends RecordStreamContract {
    @Override
    Map<Key, String> store() {
        return Map.of();
    }
}
