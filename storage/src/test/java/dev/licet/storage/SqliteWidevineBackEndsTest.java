package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineBackEnd.Embedded;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract, tried on the embedded database; and what somebody gets who writes or reads its file without the
/// master key.
final class SqliteWidevineBackEndsTest extends WidevineBackEndsContract {
    private static final Environment TEST = Environment.TEST;
    private static final String API_KEY = "an API key that nobody may see";

    private void tamper(String sql) throws SQLException {
        assertTrue(SqliteFiles.tamper(directory, sql) > 0);
    }

    private void assertBroken(AccountId account, Environment environment) {
        var again = openAgain();
        var failure = assertThrows(
                StoreUnavailable.class, () -> again.widevineBackEnds().of(account, environment));
        assertTrue(failure.getMessage().contains("account " + account + " in " + environment.word()));
        assertTrue(failure.getMessage().endsWith("whose row was changed or moved: set or remove it"));
        assertThrows(
                StoreUnavailable.class,
                () -> again.administration().widevineBackEnds().show(account, environment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed_secrets = zeroblob(85)",
                "sealed_secrets = x''",
                "url = 'https://thief.test.invalid/'",
                "provider = 'thief'",
                "kind = 'relay'",
                "kind = 'embedded'",
                "kind = 'nonsense'",
            })
    void a_changed_row_is_no_upstream_and_says_so(String change) throws SQLException {
        var account = account();
        var other = account();
        var register = database.administration().widevineBackEnds();
        register.set(account, TEST, signedJson(1)).orThrow();
        register.set(other, TEST, signedJson(2)).orThrow();
        tamper("UPDATE widevine_back_end SET " + change + " WHERE account = " + account);
        assertBroken(account, TEST);
        assertInstanceOf(
                SignedJson.class, openAgain().widevineBackEnds().of(other, TEST).orElseThrow());
    }

    @Test
    void a_row_moved_to_another_account_or_environment_is_no_upstream() throws SQLException {
        var account = account();
        var other = account();
        var register = database.administration().widevineBackEnds();
        register.set(account, TEST, signedJson(1)).orThrow();
        tamper("UPDATE widevine_back_end SET environment = 'P'");
        assertBroken(account, Environment.PRODUCTION);
        tamper("UPDATE widevine_back_end SET environment = 'T', account = " + other);
        assertBroken(other, TEST);
    }

    @Test
    void the_secrets_of_another_row_do_not_open() throws SQLException {
        var account = account();
        var other = account();
        var register = database.administration().widevineBackEnds();
        register.set(account, TEST, signedJson(1)).orThrow();
        register.set(other, TEST, signedJson(1)).orThrow();
        tamper("UPDATE widevine_back_end SET sealed_secrets ="
                + " (SELECT sealed_secrets FROM widevine_back_end WHERE account = " + other + ")"
                + " WHERE account = " + account);
        assertBroken(account, TEST);
    }

    @Test
    void a_broken_row_can_be_set_anew_and_removed() throws SQLException {
        var account = account();
        var register = database.administration().widevineBackEnds();
        register.set(account, TEST, signedJson(1)).orThrow();
        tamper("UPDATE widevine_back_end SET sealed_secrets = zeroblob(85)");
        register.set(account, TEST, new Embedded()).orThrow();
        assertEquals("embedded", register.show(account, TEST).orElseThrow().kind());
        tamper("UPDATE widevine_back_end SET sealed_secrets = zeroblob(85)");
        register.remove(account, TEST).orThrow();
        assertTrue(openAgain().widevineBackEnds().of(account, TEST).isEmpty());
    }

    @Test
    void no_secret_lies_in_the_files_in_any_usual_spelling() throws IOException {
        var register = database.administration().widevineBackEnds();
        var signed = signedJson(7);
        register.set(account(), TEST, signed).orThrow();
        register.set(account(), TEST, relay(API_KEY)).orThrow();
        var apiKey = SecretBytes.copyOf(API_KEY.getBytes(StandardCharsets.US_ASCII));
        assertNowhere(List.of(signed.key(), signed.iv(), apiKey));
        database.close();
        assertNowhere(List.of(signed.key(), signed.iv(), apiKey));
        var canary = SecretBytes.copyOf(signed.provider().getBytes(StandardCharsets.US_ASCII));
        assertThrows(AssertionError.class, () -> assertNowhere(List.of(canary)), "the search can find");
    }

    private void assertNowhere(List<SecretBytes> secrets) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (var secret : secrets) assertAbsent(content, secret);
            }
        }
    }

    private static void assertAbsent(String content, SecretBytes secret) {
        String raw = secret.expose(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
        String base64 = secret.expose(Base64.getEncoder()::encodeToString);
        assertFalse(content.contains(raw));
        assertFalse(content.toLowerCase(Locale.ROOT).contains(secret.expose(HexFormat.of()::formatHex)));
        assertFalse(content.contains(base64.substring(0, base64.length() - 4)));
    }
}
