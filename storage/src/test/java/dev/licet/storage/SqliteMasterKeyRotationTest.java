package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.storage.account.NewAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A master key file is replaced while the database is in use, and the work is cut short at every step.
final class SqliteMasterKeyRotationTest {
    private static final KeyId KID = KeyId.ofName("a");

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final SeededRandom random = new SeededRandom(1);
    private MasterKeyFile file;
    private Database service;
    private AccountId account;

    @BeforeEach
    void fill() {
        file = MasterKeyFile.plain(path(""));
        service = open();
        account = service.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow()
                .id();
        var none = Optional.<String>empty();
        var key = new StoredKey(
                KID, new byte[KeyWrap.WRAPPED_BYTES], none, none, none, Optional.empty(), HandClock.START);
        service.contentKeys().put(account, Environment.TEST, key);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private Path path(String suffix) {
        return directory.resolve("master.key" + suffix);
    }

    private Database open() {
        return open(file.open(random));
    }

    private Database open(MasterKey master) {
        return Database.open(
                new DatabaseSettings(new Place.Embedded(directory), master, clock, random, Duration.ofMinutes(1)));
    }

    private void assertWorks(Database database) {
        assertTrue(database.storedKeys()
                .findWrapped(account, Environment.TEST, KID)
                .isPresent());
        database.administration().sealingKeys().rotate();
        assertTrue(database.sealingKeys().newest().id() > 0);
    }

    private void assertOpensAndSettles(String key) throws IOException {
        try (Database database = open()) {
            assertWorks(database);
        }
        assertWorks(service);
        assertEquals(key, Files.readString(path("")));
    }

    @Test
    void a_running_service_goes_on_and_a_restart_finds_the_new_key() throws IOException {
        String old = Files.readString(path(""));
        var oldKey = file.open(random);
        service.masterKeyRotation().rotate(file);
        assertFalse(Files.exists(path(".next")));
        assertEquals(old, Files.readString(path(".previous")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path(""))));
        assertFalse(old.equals(Files.readString(path(""))));
        assertOpensAndSettles(Files.readString(path("")));
        assertThrows(DatabaseRefused.class, () -> open(oldKey));
    }

    @Test
    void it_can_be_done_again_and_again() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Database command = open()) {
                command.masterKeyRotation().rotate(file);
            }
            assertOpensAndSettles(Files.readString(path("")));
        }
    }

    @Test
    void cut_short_before_the_database_changed_the_old_key_opens_it_and_the_draft_is_used_later() throws IOException {
        String old = Files.readString(path(""));
        file.draftNext(random);
        String draft = Files.readString(path(".next"));
        assertOpensAndSettles(old);
        assertTrue(Files.exists(path(".next")));
        try (Database command = open()) {
            command.masterKeyRotation().rotate(file);
        }
        assertOpensAndSettles(draft);
        assertFalse(Files.exists(path(".next")));
    }

    @Test
    void cut_short_after_the_database_changed_the_waiting_key_opens_it_and_gets_its_name() throws IOException {
        var next = new MasterKey(file.draftNext(random));
        String draft = Files.readString(path(".next"));
        service.masterKeyRotation().rotate(next);
        assertOpensAndSettles(draft);
        assertFalse(Files.exists(path(".next")));
        assertTrue(Files.exists(path(".previous")));
    }

    @Test
    void cut_short_between_the_two_renames_the_waiting_key_opens_it_and_gets_its_name() throws IOException {
        var next = new MasterKey(file.draftNext(random));
        String draft = Files.readString(path(".next"));
        service.masterKeyRotation().rotate(next);
        Files.createLink(path(".previous"), path(""));
        assertOpensAndSettles(draft);
        file.promoteNext();
        assertOpensAndSettles(draft);
    }

    @Test
    void a_key_that_the_operator_keeps_is_replaced_without_files() {
        var old = file.open(random);
        var next = MasterKey.parse("ab".repeat(32)).orElseThrow();
        open(old.before(next)).close();
        service.masterKeyRotation().rotate(next);
        open(old.before(next)).close();
        open(next).close();
        assertThrows(DatabaseRefused.class, () -> open(old));
        service.masterKeyRotation().rotate(next);
    }

    @Test
    void a_missing_file_is_not_made_anew_wherever_it_should_be() throws IOException {
        Path elsewhere = directory.resolve("keys").resolve("master.key");
        var place = new Place.Embedded(directory);
        var refused = assertThrows(
                DatabaseRefused.class,
                () -> MasterKeyFile.refuseToReplace(elsewhere, place, () -> Database.isThere(place, Duration.ZERO)));
        assertTrue(refused.getMessage().contains("is missing"), refused.getMessage());
        assertFalse(Files.exists(elsewhere));
        Files.move(path(""), path(".lost"));
        assertThrows(DatabaseRefused.class, () -> MasterKey.inFile(path(""), random));
        assertEquals(List.of(), List.of(directory.toFile().list((dir, name) -> name.equals("master.key"))));
    }
}
