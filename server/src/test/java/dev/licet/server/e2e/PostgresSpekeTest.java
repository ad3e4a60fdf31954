package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import dev.licet.storage.testing.PostgresCluster;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two nodes on one PostgreSQL give the same answers to the same documents, byte for byte, after a new seed and after a
/// restart too.
@Timeout(600)
class PostgresSpekeTest {
    @Test
    void every_answer_is_the_same_on_another_node_after_a_new_seed_and_after_a_restart(@TempDir Path directory) {
        var settings = new EnumMap<Key, String>(
                RunningService.on(PostgresCluster.shared().freshDatabase()));
        settings.put(Key.MASTER_KEY_FILE, directory.resolve("key").toString());
        Map<SpekeDocument, byte[]> given = new LinkedHashMap<>();
        String authenticator;
        try (var first = RunningService.start(directory.resolve("first"), settings);
                var second = RunningService.start(directory.resolve("second"), settings)) {
            var packager = Encryptor.seeded(first);
            authenticator = packager.authenticator();
            SpekeDocument.matrix().forEach(document -> given.put(document, answer(packager, document)));
            assertSame(given, new Encryptor(second, authenticator));
            first.operator()
                    .administration()
                    .packagerSeeds()
                    .rotate(packager.account(), Environment.TEST)
                    .orThrow();
            awaitNewSeed(packager);
            awaitNewSeed(new Encryptor(second, authenticator));
            assertSame(given, packager);
            assertSame(given, new Encryptor(second, authenticator));
        }
        try (var again = RunningService.start(directory.resolve("third"), settings)) {
            assertSame(given, new Encryptor(again, authenticator));
        }
    }

    private static byte[] answer(Encryptor packager, SpekeDocument document) {
        Api.Reply reply = packager.speke(document);
        assertEquals(200, reply.status(), reply.text());
        return reply.body();
    }

    private static void assertSame(Map<SpekeDocument, byte[]> given, Encryptor packager) {
        given.forEach((document, body) -> assertArrayEquals(body, answer(packager, document), document.toString()));
    }

    /// Until a kid that is new gets its key from the new seed.
    private static void awaitNewSeed(Encryptor packager) {
        for (int tries = 0; tries < 100; tries++) {
            var document = new SpekeDocument(
                    "2.0",
                    "new-" + packager.service().data().getFileName() + "-" + tries,
                    "cenc",
                    List.of(SpekeDocument.WIDEVINE),
                    Map.of("VIDEO", "<cpix:VideoFilter/>"));
            answer(packager, document);
            var key = packager.service()
                    .operator()
                    .packagedKeys()
                    .ofContent(packager.account(), Environment.TEST, document.contentId(), 1)
                    .getFirst();
            if (key.source().toString().contains("2")) return;
            pause();
        }
        throw new AssertionError("the node does not notice the new seed");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
