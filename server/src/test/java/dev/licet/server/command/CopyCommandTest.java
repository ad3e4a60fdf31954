package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.Provision;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackOrders;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.TrackType;
import dev.licet.server.command.Terminal.Printed;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCommandTest {
    private static final AccountId ACCOUNT = new AccountId(201_722);
    private static final Environment TEST = Environment.TEST;
    private static final String KEK = "000102030405060708090a0b0c0d0e0f";

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void makeAnAccount() {
        terminal = new Terminal(directory.resolve("data"));
        assertEquals(0, terminal.run("account", "create").exit());
    }

    private Database open() {
        Path data = directory.resolve("data");
        var random = new SecureRandom();
        var key = MasterKey.inFile(data.resolve("master.key"), random);
        return Database.open(DatabaseSettings.forCommand(data, key, InstantSource.system(), random));
    }

    /// The value of the one key of the content.
    private String packaged(Database database, Optional<Kek> kek) {
        var provider = new KeyProvider(database.packagerPorts(), InstantSource.system(), new SecureRandom());
        var call = new PackagerCall(ACCOUNT, TEST, "r", "cpix", "", kek);
        var order = new TrackOrders(call, "film", List.of()).onAir("HD", TrackType.HD);
        var orders = new KeyOrders("film", Optional.of(Scheme.CENC), Set.of(), List.of(order));
        if (provider.provide(call, orders) instanceof Provision.Served(List<ServedKey> keys)) {
            return keys.getFirst().value().expose(HexFormat.of()::formatHex);
        }
        throw new AssertionError("no key");
    }

    private Printed copy(String... more) {
        var all = new ArrayList<>(List.of("keys", "packaging", "copy", "film"));
        all.addAll(List.of("--account", "201722", "--environment", "test"));
        all.addAll(List.of(more));
        return terminal.run(all.toArray(String[]::new));
    }

    @Test
    void derived_keys_are_printed_as_they_are_pasted_for_a_reason_that_is_audited() {
        terminal.run("keys", "seed", "create", "--account", "201722", "--environment", "test");
        try (var database = open()) {
            String value = packaged(database, Optional.empty());
            assertEquals(2, copy("--for", "shaka").exit());
            assertEquals(2, copy("--for", "word", "--reason", "x").exit());
            Printed copied = copy("--for", "shaka", "--reason", "new encoder");
            assertTrue(copied.out().startsWith("--protection_scheme cenc --enable_raw_key_encryption"), copied.out());
            assertTrue(copied.out().endsWith(":key=" + value + "\n"), copied.out());
            String trail = terminal.run("audit", "list").out();
            assertTrue(trail.contains("key.show") && trail.contains("film: new encoder"), trail);
            assertFalse(trail.contains(value));
            var record = database.records().latest(ACCOUNT, TEST, 1).getFirst();
            assertEquals(Event.Kind.KEY_READ, record.kind());
            assertFalse(record.toString().contains(value));
        }
    }

    @Test
    void keys_of_the_key_storage_need_their_kek() throws IOException {
        terminal.run("keys", "packaging", "set", "--account", "201722", "--environment", "test", "--origin", "kek");
        String value;
        try (var database = open()) {
            value = packaged(database, Kek.parse(KEK));
        }
        assertEquals(3, copy("--for", "ffmpeg", "--reason", "curious").exit());
        Path file = Files.writeString(directory.resolve("kek"), KEK);
        assertTrue(copy("--for", "ffmpeg", "--kek-file", file.toString()).out().contains(value));
        Files.writeString(file, "f".repeat(32));
        assertEquals(3, copy("--for", "ffmpeg", "--kek-file", file.toString()).exit());
    }
}
