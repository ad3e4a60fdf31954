package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.Embedded;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.storage.credential.WidevineBackEndAdministration;
import dev.licet.storage.credential.WidevineBackEndOverview;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class WidevineBackEndsContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;

    static SecretBytes key(int number) {
        return SecretBytes.random(new SeededRandom(number), SignedJson.KEY_BYTES);
    }

    static SecretBytes iv(int number) {
        return SecretBytes.random(new SeededRandom(number), SignedJson.IV_BYTES);
    }

    static SignedJson signedJson(int number) {
        return new SignedJson(
                URI.create("https://license.test.invalid/" + number),
                "provider" + number,
                key(number),
                iv(100 + number));
    }

    static Relay relay(String secret) {
        return new Relay(
                URI.create("https://relay.test.invalid/"),
                List.of(
                        UpstreamHeader.of("X-Key", secret),
                        UpstreamHeader.of("X-Empty", ""),
                        UpstreamHeader.of("X-Token", "{token_id}")));
    }

    private WidevineBackEndAdministration register() {
        return database.administration().widevineBackEnds();
    }

    private Optional<WidevineBackEnd> found(Database database, AccountId account, Environment environment) {
        return database.widevineBackEnds().of(account, environment);
    }

    private static void assertSame(SignedJson expected, Optional<WidevineBackEnd> found) {
        var signed = assertInstanceOf(SignedJson.class, found.orElseThrow());
        assertEquals(expected.url(), signed.url());
        assertEquals(expected.provider(), signed.provider());
        assertTrue(expected.key().sameAs(signed.key()));
        assertTrue(expected.iv().sameAs(signed.iv()));
    }

    @Test
    void nobody_has_one_before_it_is_set() {
        var account = account();
        assertEquals(Optional.empty(), found(database, account, TEST));
        assertEquals(Optional.empty(), register().show(account, TEST));
        assertEquals(Optional.empty(), found(database, new AccountId(3), TEST));
    }

    @Test
    void a_signed_json_comes_back_as_it_was_given_and_belongs_to_one_account_and_environment() {
        var account = account();
        register().set(account, TEST, signedJson(1)).orThrow();
        register().set(account, Environment.PRODUCTION, signedJson(2)).orThrow();
        for (var any : List.of(database, openAgain())) {
            assertSame(signedJson(1), found(any, account, TEST));
            assertSame(signedJson(2), found(any, account, Environment.PRODUCTION));
            assertEquals(Optional.empty(), found(any, account(), TEST));
        }
    }

    @Test
    void a_relay_comes_back_with_its_headers_in_order() {
        var account = account();
        register().set(account, TEST, relay("secret")).orThrow();
        var relay =
                assertInstanceOf(Relay.class, found(openAgain(), account, TEST).orElseThrow());
        assertEquals(relay("").url(), relay.url());
        assertEquals(
                List.of("X-Key", "X-Empty", "X-Token"),
                relay.headers().stream().map(UpstreamHeader::name).toList());
        for (int i = 0; i < 3; i++) {
            assertTrue(relay("secret")
                    .headers()
                    .get(i)
                    .value()
                    .sameAs(relay.headers().get(i).value()));
        }
    }

    @Test
    void a_relay_may_do_without_headers_and_embedded_is_a_choice_too() {
        var account = account();
        register().set(account, TEST, new Relay(relay("").url(), List.of())).orThrow();
        assertEquals(Optional.of(new Relay(relay("").url(), List.of())), found(database, account, TEST));
        register().set(account, TEST, new Embedded()).orThrow();
        assertEquals(Optional.of(new Embedded()), found(openAgain(), account, TEST));
    }

    @Test
    void setting_replaces_at_once_here_and_within_a_second_elsewhere() {
        var account = account();
        var other = openAgain();
        register().set(account, TEST, signedJson(1)).orThrow();
        clock.advance(Duration.ofSeconds(1));
        assertSame(signedJson(1), found(other, account, TEST));
        assertSame(signedJson(1), found(database, account, TEST));
        other.administration()
                .widevineBackEnds()
                .set(account, TEST, signedJson(2))
                .orThrow();
        assertSame(signedJson(2), found(other, account, TEST));
        assertSame(signedJson(1), found(database, account, TEST));
        clock.advance(Duration.ofSeconds(1));
        assertSame(signedJson(2), found(database, account, TEST));
    }

    @Test
    void removing_is_known_within_a_second_elsewhere() {
        var account = account();
        var other = openAgain();
        register().set(account, TEST, signedJson(1)).orThrow();
        register().set(account, Environment.PRODUCTION, signedJson(2)).orThrow();
        clock.advance(Duration.ofSeconds(1));
        assertSame(signedJson(1), found(other, account, TEST));
        assertEquals(account, register().remove(account, TEST).orThrow());
        assertEquals(Optional.empty(), found(database, account, TEST));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), found(other, account, TEST));
        assertSame(signedJson(2), found(other, account, Environment.PRODUCTION));
        assertEquals(Outcome.refused(Reason.NO_SUCH_ENTRY), register().remove(account, TEST));
    }

    @Test
    void it_is_shown_without_secrets() {
        var account = account();
        var none = Optional.<String>empty();
        register().set(account, TEST, signedJson(1)).orThrow();
        assertEquals(
                new WidevineBackEndOverview(
                        account,
                        TEST,
                        "signed-json",
                        Optional.of("https://license.test.invalid/1"),
                        Optional.of("provider1"),
                        List.of(),
                        false,
                        HandClock.START),
                register().show(account, TEST).orElseThrow());
        clock.advance(Duration.ofSeconds(5));
        register().set(account, TEST, relay("secret")).orThrow();
        assertEquals(
                new WidevineBackEndOverview(
                        account,
                        TEST,
                        "relay",
                        Optional.of("https://relay.test.invalid/"),
                        none,
                        List.of("X-Key", "X-Empty", "X-Token"),
                        false,
                        HandClock.START.plusSeconds(5)),
                register().show(account, TEST).orElseThrow());
        var unread = new Relay(relay("secret").url(), relay("secret").headers(), true);
        register().set(account, TEST, unread).orThrow();
        assertTrue(found(openAgain(), account, TEST).orElseThrow() instanceof Relay stored && stored.unread());
        var shown = register().show(account, TEST).orElseThrow();
        assertEquals("relay", shown.kind());
        assertTrue(shown.unread());
        register().set(account, TEST, new Embedded()).orThrow();
        var embedded = register().show(account, TEST).orElseThrow();
        assertEquals("embedded", embedded.kind());
        assertEquals(none, embedded.url());
        assertEquals(none, embedded.provider());
    }

    @Test
    void an_account_that_is_not_there_gets_none() {
        assertEquals(Outcome.refused(Reason.NO_SUCH_ACCOUNT), register().set(new AccountId(3), TEST, signedJson(1)));
    }
}
