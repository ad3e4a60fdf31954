package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.storage.account.NewAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What somebody gets who reads or writes the files of the embedded database without the master key.
final class SqliteSealTest extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;
    private static final KeyId A = KeyId.ofName("a");
    private static final KeyId B = KeyId.ofName("b");

    private static StoredKey key(KeyId kid, String hex) {
        byte[] ek = HexFormat.of().parseHex(hex.repeat(KeyWrap.WRAPPED_BYTES));
        var none = Optional.<String>empty();
        return new StoredKey(kid, ek, none, none, none, Optional.empty(), HandClock.START);
    }

    private AccountId accountWithKeys() {
        var account = account();
        database.contentKeys().put(account, TEST, key(A, "a1"));
        database.contentKeys().put(account, TEST, key(B, "b2"));
        return account;
    }

    private void tamper(String sql) throws SQLException {
        assertTrue(SqliteFiles.tamper(directory, sql) > 0);
    }

    private void assertNoKey(AccountId account, Environment environment, KeyId kid) {
        var failure =
                assertThrows(StoreDamaged.class, () -> database.storedKeys().findWrapped(account, environment, kid));
        assertTrue(failure.getCause().getMessage().contains("does not open"));
    }

    @Test
    void another_master_key_is_refused_with_advice() {
        var refused = assertThrows(DatabaseRefused.class, () -> open(OTHER_MASTER));
        assertTrue(refused.getMessage().startsWith("the master key is not the one"));
    }

    @Test
    void a_newer_schema_is_refused_with_advice() throws SQLException {
        tamper("INSERT INTO migration (number, name, applied) VALUES (99, 'future', 0)");
        var refused = assertThrows(DatabaseRefused.class, this::openAgain);
        assertTrue(refused.getMessage().contains("newer version"));
    }

    @Test
    void nobody_who_writes_rows_says_where_the_requests_of_a_signer_go() throws SQLException {
        var account = account();
        var signers = database.administration().signers();
        for (String name : List.of("one", "other")) {
            signers.create(SignersContract.signer(account, TEST, name, 1)).orThrow();
        }
        signers.dualRun(account, TEST, "other", Optional.of(SignersContract.RUN))
                .orThrow();
        tamper("UPDATE signer SET sealed_dual_run = (SELECT sealed_dual_run FROM signer WHERE name = 'other')");
        var opened = openAgain().dualRuns();
        assertEquals(Optional.of(SignersContract.RUN), opened.dualRun(TEST, "other"));
        assertThrows(StoreDamaged.class, () -> opened.dualRun(TEST, "one"));
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("licet.db"), "this is not a database, whatever its name says. ".repeat(100));
        var settings = new DatabaseSettings(
                new Place.Embedded(other), MASTER, clock, new SeededRandom(1), Duration.ofSeconds(9));
        assertThrows(DatabaseRefused.class, () -> Database.open(settings));
    }

    @Test
    void a_changed_key_is_refused_and_the_others_are_served() throws SQLException {
        var account = accountWithKeys();
        tamper("UPDATE content_key SET sealed_ek = zeroblob(57) WHERE kid = '" + A + "'");
        assertNoKey(account, TEST, A);
        assertTrue(database.storedKeys().findWrapped(account, TEST, B).isPresent());
    }

    @Test
    void a_key_moved_to_another_kid_account_or_environment_is_refused() throws SQLException {
        var account = accountWithKeys();
        var other = account();
        tamper("UPDATE content_key SET sealed_ek = (SELECT sealed_ek FROM content_key WHERE kid = '" + A
                + "') WHERE kid = '" + B + "'");
        assertNoKey(account, TEST, B);
        tamper("UPDATE content_key SET environment = 'P' WHERE kid = '" + A + "'");
        assertNoKey(account, Environment.PRODUCTION, A);
        tamper("UPDATE content_key SET environment = 'T', account = " + other + " WHERE kid = '" + A + "'");
        assertNoKey(other, TEST, A);
        tamper("UPDATE content_key SET account = " + account + " WHERE kid = '" + A + "'");
        assertTrue(database.storedKeys().findWrapped(account, TEST, A).isPresent());
    }

    @Test
    void swapped_sealing_keys_are_refused() throws SQLException {
        database.administration().sealingKeys().rotate();
        tamper("UPDATE sealing_key SET id = 3 WHERE id = 1");
        assertThrows(DatabaseRefused.class, this::openAgain);
    }

    @Test
    void a_sealing_key_that_breaks_while_we_run_is_not_taken_over() throws SQLException {
        var before = database.sealingKeys().newest();
        tamper("UPDATE sealing_key SET sealed_key = zeroblob(65)");
        tamper("UPDATE change SET version = version + 1");
        clock.advance(Duration.ofSeconds(2));
        assertTrue(database.sealingKeys().newest().key().sameAs(before.key()));
    }

    @Test
    void fairplay_credentials_moved_to_another_account_are_refused() throws SQLException {
        var account = account();
        var other = account();
        database.administration()
                .fairPlay()
                .add(account, TEST, FairPlayCredentialsContract.credential(1))
                .orThrow();
        tamper("UPDATE fairplay_credential SET account = " + other);
        assertThrows(StoreDamaged.class, () -> openAgain().fairPlayCredentials().of(other, TEST));
    }

    @Test
    void a_changed_widevine_key_is_refused_at_the_next_start() throws SQLException {
        database.administration()
                .widevine()
                .add(new WidevineIdentity(new byte[1], new byte[1], FairPlayCredentialsContract.KEY));
        tamper("UPDATE widevine_identity SET sealed_key = zeroblob(99)");
        var refused = assertThrows(DatabaseRefused.class, this::openAgain);
        assertTrue(refused.getMessage().contains("widevine_identity"));
    }

    @Test
    void an_authenticator_copied_to_another_account_or_environment_opens_no_door() throws SQLException {
        var made = database.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow();
        tamper("UPDATE authenticator SET environment = 'P' WHERE number = 1");
        assertTrue(database.accounts().authenticate(made.test()).isEmpty());
    }

    @Test
    void no_secret_lies_in_the_files_in_any_usual_spelling() throws IOException {
        var made = database.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow();
        var credential = FairPlayCredentialsContract.credential(0x77);
        database.contentKeys().put(made.id(), TEST, key(A, "c3"));
        database.administration().fairPlay().add(made.id(), TEST, credential).orThrow();
        database.administration()
                .widevine()
                .add(new WidevineIdentity(new byte[1], new byte[1], FairPlayCredentialsContract.SECOND_KEY));
        database.administration().sealingKeys().rotate();
        var token = Given.token(made.id(), TEST, 1, 1);
        Given.redemption(token, 1, HandClock.START).by(database.ledger());
        database.accounts().authenticate(made.test());
        var secrets = new ArrayList<>(List.of(
                MASTER.bytes(),
                made.test().secret(),
                made.production().secret(),
                SecretBytes.copyOf(key(A, "c3").ek()),
                database.sealingKeys().newest().key(),
                database.sealingKeys().find(2).orElseThrow().key()));
        for (var key : credential.privateKeys()) secrets.add(key.toPkcs8().slice(200, 100));

        assertNowhere(secrets);
        database.close();
        assertNowhere(secrets);
    }

    private void assertNowhere(List<SecretBytes> secrets) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.isEmpty() && file.endsWith("licet.db"));
                for (var secret : secrets) assertAbsent(content, secret);
            }
        }
    }

    private static void assertAbsent(String content, SecretBytes secret) {
        String raw = secret.expose(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
        String hex = secret.expose(HexFormat.of()::formatHex);
        String base64 = secret.expose(Base64.getEncoder()::encodeToString);
        assertFalse(content.contains(raw));
        assertFalse(content.toLowerCase(Locale.ROOT).contains(hex));
        assertFalse(content.contains(base64.substring(0, base64.length() - 4)));
    }

    @Test
    void the_search_above_would_find_what_is_not_sealed() throws IOException {
        database.contentKeys()
                .put(
                        account(),
                        TEST,
                        new StoredKey(
                                A,
                                new byte[KeyWrap.WRAPPED_BYTES],
                                Optional.empty(),
                                Optional.of("a canary that is no secret"),
                                Optional.empty(),
                                Optional.empty(),
                                HandClock.START));
        var canary = SecretBytes.copyOf("a canary that is no secret".getBytes(StandardCharsets.US_ASCII));
        assertThrows(AssertionError.class, () -> assertNowhere(List.of(canary)));
        assertEquals(26, canary.length());
    }
}
