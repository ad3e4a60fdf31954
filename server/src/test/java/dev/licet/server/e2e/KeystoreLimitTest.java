package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bringing in keys has places of its own, so that it takes none from tokens and licenses.
class KeystoreLimitTest {
    private static final String KEYS = "/keys?kek=" + KeystoreCaller.KEK;

    @Test
    void further_changes_are_turned_away_while_others_go_on(@TempDir Path data) throws Exception {
        try (var service = RunningService.start(data, Map.of(Key.LIMIT_KEYSTORE, "1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = other.createStatement()) {
            var caller = new KeystoreCaller(service, Environment.TEST, service.demo(Environment.TEST));
            statement.execute("BEGIN IMMEDIATE");
            var one = CompletableFuture.supplyAsync(() -> caller.post(KEYS, "{\"kid\":\"^a\"}"), threads);
            var another = CompletableFuture.supplyAsync(() -> caller.post(KEYS, "{\"kid\":\"^b\"}"), threads);
            // Either of them may have the one place.
            CompletableFuture.anyOf(one, another).get();
            Api.Reply refused = one.isDone() ? one.get() : another.get();
            var waiting = one.isDone() ? another : one;
            var counted = caller.get("/keycount");
            var records = Api.get(service.url(
                    Environment.TEST, "/cmiapi/getrecord/?customerAuthenticator=" + service.demo(Environment.TEST)));
            statement.execute("ROLLBACK");

            assertEquals(503, refused.status());
            assertEquals("1", refused.header("Retry-After"));
            assertTrue(refused.text().contains("too many changes of the key storage"), refused.text());
            assertEquals("{\"keyCount\":0}", counted.text());
            assertEquals(200, records.status());
            assertEquals(201, waiting.get().status());
            assertEquals("{\"keyCount\":1}", caller.get("/keycount").text());
        }
    }
}
