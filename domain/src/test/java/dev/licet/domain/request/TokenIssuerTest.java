package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a request, and what the event log says about it.
class TokenIssuerTest extends TokenDesk {
    private static final String WV = ONE_KEY + "&securityLevel=1&hdcpOutputControl=0";
    private static final String FP = "contentKey=" + KEY + "&iv=" + KEK;

    private boolean writes = true;
    private boolean outdated;

    @Override
    public Recording write(Event event, Account decided) {
        if (!writes) throw new StoreUnavailable("writing", new IllegalStateException("the disk"));
        return outdated ? Recording.OUTDATED : super.write(event, decided);
    }

    private TokenCall from(Optional<String> bearer, String query) {
        var parameters = Parameters.read(query, new byte[0]);
        return new TokenCall(environment, Drm.WIDEVINE, parameters, bearer, "request-1");
    }

    @Test
    void a_token_opens_as_what_its_record_says() {
        var outcome = issuer().issue(call(Drm.WIDEVINE, WV + "&cookie=order-4711&contentId=film"));
        var issued = assertInstanceOf(TokenOutcome.Issued.class, outcome);
        Token opened =
                sealer.open(issued.text(), Environment.TEST, Drm.WIDEVINE).orElseThrow();
        assertEquals(issued.token().id(), opened.id());
        assertEquals(ID, opened.account());
        assertEquals(NOW, opened.issued());
        Event record = events.getFirst();
        assertEquals(Event.Kind.ISSUED, record.kind());
        assertEquals(Optional.of(opened.id()), record.token());
        assertEquals(Optional.of("order-4711"), record.subject().cookie());
        assertEquals(Optional.of("film"), record.subject().contentId());
        assertEquals(List.of(new KeyId(KID)), record.subject().kids());
        assertEquals("request-1", record.requestId());
        assertEquals("default-life", record.facts().get("lint"));
        assertEquals(List.of(Lint.DEFAULT_LIFE), issued.lints());
    }

    @Test
    void a_request_without_lints_has_no_such_fact() {
        token(Drm.WIDEVINE, WV + "&cookie=c&expirationTime=%2B60");
        assertEquals(
                Map.of("expires", "2026-11-21T12:01:00Z", "security_level", "1", "hdcp", "none"),
                events.getFirst().facts());
    }

    @Test
    void a_refusal_is_recorded_with_what_it_is_about() {
        denied(Drm.WIDEVINE, "kid=" + KID.toUpperCase(Locale.ROOT) + "&cookie=order-4711&contentKey=0");
        Event record = events.getFirst();
        assertEquals(Event.Kind.REFUSED, record.kind());
        assertEquals(Optional.of(ID), record.account());
        assertEquals(Optional.of(Drm.WIDEVINE), record.drm());
        assertEquals(List.of(new KeyId(KID)), record.subject().kids());
        assertEquals(Optional.of("order-4711"), record.subject().cookie());
        assertEquals("contentKey", record.facts().get("parameter"));
    }

    @ParameterizedTest
    @CsvSource({"kid=abc", "kid=zz1a706ac2b36002888f6d4a414333c3", "kids=" + KID, "kid=", "cookie=a%00"})
    void what_is_no_kid_and_no_cookie_is_not_recorded(String query) {
        denied(Drm.WIDEVINE, query);
        assertEquals(List.of(), events.getFirst().subject().kids());
        assertEquals(Optional.empty(), events.getFirst().subject().cookie());
    }

    @Test
    void at_most_sixteen_kids_are_recorded_each_once() {
        var query = new StringBuilder("kid=" + KID + "&kid.0=" + KID);
        for (int i = 1; i < 20; i++) query.append("&kid.").append(i).append('=').append("%032x".formatted(i));
        denied(Drm.WIDEVINE, query.toString());
        var kids = events.getFirst().subject().kids();
        assertEquals(16, kids.size());
        assertEquals(List.of(new KeyId(KID), new KeyId("%032x".formatted(1))), kids.subList(0, 2));
    }

    @Test
    void who_is_not_known_is_recorded_as_far_as_the_throttle_admits() {
        unattributed = 1;
        var issuer = issuer();
        for (int i = 0; i < 3; i++)
            assertInstanceOf(TokenOutcome.Denied.class, issuer.issue(from(Optional.empty(), "")));
        assertEquals(1, events.size());
        assertEquals(Optional.empty(), events.getFirst().account());
    }

    @Test
    void an_account_that_is_off_is_recorded_whatever_the_throttle_says() {
        unattributed = 0;
        enabled = false;
        assertEquals(Refusal.ACCOUNT_DISABLED, denied(Drm.WIDEVINE, WV).why());
        assertEquals(Optional.of(ID), events.getFirst().account());
    }

    @Test
    void a_format_of_errors_that_is_none_is_told_first_and_recorded_for_its_owner() {
        unattributed = 0;
        enabled = false;
        for (String format : List.of("errorFormat=xml", "errorFormat=json&errorFormat=json")) {
            var bad = denied(Drm.WIDEVINE, format);
            assertEquals(Refusal.ERROR_FORMAT, bad.why());
            assertEquals(Optional.of("errorFormat"), bad.parameter());
        }
        assertEquals(Optional.of(ID), events.getFirst().account());
        enabled = true;
        denied(Drm.WIDEVINE, "errorFormat=xml");
        assertEquals(Optional.of(ID), events.getLast().account());
        assertEquals(0, code(Drm.WIDEVINE, WV + "&errorFormat=json"));
    }

    @Test
    void of_a_long_format_of_errors_sixteen_characters_are_shown() {
        assertEquals(
                "x".repeat(32),
                denied(Drm.WIDEVINE, "errorFormat=" + "x".repeat(32)).reason());
        assertEquals(
                "x".repeat(16) + "…",
                denied(Drm.WIDEVINE, "errorFormat=" + "x".repeat(33)).reason());
    }

    @Test
    void errors_are_pages_unless_json_is_asked_for() {
        assertEquals(ErrorFormat.HTML, ErrorFormat.asked(Parameters.read("", new byte[0])));
        assertEquals(ErrorFormat.HTML, ErrorFormat.asked(Parameters.read("errorFormat=xml", new byte[0])));
        assertEquals(ErrorFormat.JSON, ErrorFormat.asked(Parameters.read("errorFormat=json", new byte[0])));
    }

    @Test
    void a_store_that_does_not_answer_is_nobody_s_fault() {
        writes = false;
        var busy = denied(Drm.WIDEVINE, WV);
        assertEquals(Refused.Blame.BUSY, busy.blame());
        assertEquals(Optional.of("Try again in a moment."), busy.hint());
        assertTrue(busy.cause().isPresent());
    }

    @Test
    void an_owner_who_is_known_otherwise_gets_the_same_tokens_and_the_same_refusals() {
        var call = from(Optional.empty(), WV);
        assertInstanceOf(TokenOutcome.Issued.class, issuer().issueFor(account(), call));
        enabled = false;
        var off = assertInstanceOf(TokenOutcome.Denied.class, issuer().issueFor(account(), call));
        assertEquals(Refusal.ACCOUNT_DISABLED, off.why().why());
        assertEquals(
                List.of(Event.Kind.ISSUED, Event.Kind.REFUSED),
                events.stream().map(Event::kind).toList());
        outdated = true;
        var changing = assertInstanceOf(TokenOutcome.Denied.class, issuer().issueFor(account(), call));
        assertEquals("the account was changed at this moment", changing.why().reason());
    }

    @Test
    void a_preview_says_what_would_be_and_writes_nothing() {
        var call = call(Drm.WIDEVINE, WV);
        var granted = assertInstanceOf(TokenPreview.Granted.class, issuer().preview(account(), call));
        assertEquals(ID, granted.token().account());
        enabled = false;
        var denied = assertInstanceOf(TokenPreview.Denied.class, issuer().preview(account(), call));
        assertEquals(Refusal.ACCOUNT_DISABLED, denied.why().why());
        assertEquals(List.of(), events);
    }

    @Test
    void an_empty_balance_refuses_a_request_that_is_good_and_no_other() {
        balance = new Balance.Units(0);
        var empty = denied(Drm.WIDEVINE, WV);
        assertEquals(Refusal.BALANCE_EMPTY, empty.why());
        assertEquals(Optional.of("Ask the operator of this service to top up the account."), empty.hint());
        assertEquals(Refusal.KID_LENGTH, denied(Drm.WIDEVINE, "kid=abc").why());
    }

    @ParameterizedTest
    @EnumSource(Drm.class)
    void a_system_that_is_switched_off_gets_no_tokens(Drm off) {
        var rest = EnumSet.complementOf(EnumSet.of(off));
        options = new Options(
                rest, options.profile(), Options.LONGEST_TOKEN_LIFE, Duration.ofSeconds(60), OptionalInt.empty());
        var refused = denied(off, "");
        var code =
                switch (off) {
                    case WIDEVINE -> Refusal.WIDEVINE_DISABLED;
                    case FAIRPLAY -> Refusal.FAIRPLAY_DISABLED;
                    case CLEARKEY -> Refusal.ACCOUNT_DISABLED;
                    case PLAYREADY -> Refusal.PLAYREADY_DISABLED;
                };
        assertEquals(code, refused.why());
        if (off == Drm.CLEARKEY) {
            assertEquals(Optional.of(Rule.OPTION), refused.rule());
            assertEquals(Optional.of("Ask the operator: licet account options --drm"), refused.hint());
        }
        for (Drm on : rest) assertTrue(denied(on, "kid=x").why() != code, on::word);
    }

    @Test
    void fairplay_needs_credentials_that_this_node_can_use() {
        assertEquals(0, code(Drm.FAIRPLAY, FP));
        credentials = List.of();
        var none = denied(Drm.FAIRPLAY, FP);
        assertEquals(Refusal.FAIRPLAY_NOT_AUTHORIZED, none.why());
        assertEquals("the account has no FairPlay credentials in test", none.reason());
        unusable = List.of("no derivation", "no key");
        assertEquals(
                "the account has no FairPlay credentials in test that this node can use: no derivation; no key",
                denied(Drm.FAIRPLAY, FP).reason());
    }

    @Test
    void a_wrong_kid_is_explained_to_its_owner() {
        storedKey = Optional.of(new byte[24]);
        var misspelled = denied(Drm.WIDEVINE, "kid=fd1a706a-c2b3-6002-888f-6d4a414333c3&kek=" + KEK);
        assertTrue(misspelled.hint().orElse("").startsWith("The store has the key " + KID));
        assertEquals(Refusal.KID_LENGTH, misspelled.why());
        var other = denied(Drm.CLEARKEY, "kid=" + KID + "&contentKey=0");
        assertEquals(Optional.of("Send contentKey as 32 hexadecimal digits."), other.hint());
    }

    @Test
    void the_stored_key_is_opened_by_its_kek_alone() {
        storedKey = Optional.of(HexFormat.of().parseHex(EK));
        String query = "kid=" + KID + "&securityLevel=1&hdcpOutputControl=0&kek=";
        String other = "ff".repeat(16);
        assertEquals(
                Refusal.ENCRYPTED_KEY_OR_KEK,
                denied(Drm.WIDEVINE, query + other).why());
        assertEquals(Optional.of("kek"), denied(Drm.WIDEVINE, query + other).parameter());
        storedKey = Optional.empty();
        var missing = denied(Drm.WIDEVINE, query + KEK);
        assertEquals(Refusal.KEY_STORAGE, missing.why());
        assertEquals("the key store of this account has no key " + KID + " in test", missing.reason());
        assertEquals(Optional.of("kid"), missing.parameter());
    }

    @Test
    void a_key_store_that_does_not_answer_or_was_tampered_with_is_not_the_caller_s_fault() {
        var cause = new IllegalStateException("inside");
        keyStoreFails = Optional.of(new StoreUnavailable("reading a key", cause));
        String query = "kid=" + KID + "&securityLevel=1&hdcpOutputControl=0&kek=" + KEK;
        var busy = denied(Drm.WIDEVINE, query);
        assertEquals(Refusal.KEY_STORAGE, busy.why());
        assertEquals(Refused.Blame.BUSY, busy.blame());
        assertTrue(busy.cause().isPresent());
        keyStoreFails = Optional.of(new StoreDamaged("opening a key", cause));
        var damaged = denied(Drm.WIDEVINE, query);
        assertEquals(Refusal.ADMIN_ERROR, damaged.why());
        assertEquals(Refused.Blame.SERVICE, damaged.blame());
        assertTrue(damaged.cause().isPresent());
    }

    @Test
    void a_stranger_learns_nothing_of_an_account() {
        var wrong = Authenticator.random(ID, RANDOM).reveal();
        assertInstanceOf(TokenOutcome.Denied.class, issuer().issue(from(Optional.of(wrong), WV)));
        assertEquals(Optional.empty(), events.getFirst().account());
    }
}
