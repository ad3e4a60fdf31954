package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The things that tests are about.
final class Given {
    static final KeyId KID = KeyId.ofName("kid1");
    static final Duration WINDOW = Duration.ofSeconds(60);
    /// Whole seconds, as in every token, and not before 30 days are over.
    static final Instant EXPIRY =
            HandClock.START.plus(Duration.ofDays(30)).plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);

    private Given() {}

    static byte[] digest(int number) {
        return dev.licet.crypto.Digest.sha256(("challenge " + number).getBytes(StandardCharsets.UTF_8));
    }

    static TokenId tokenId(int number) {
        return new TokenId(String.format("%032x", number));
    }

    static Token token(AccountId account, Environment environment, int number, int keys) {
        var key = SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]);
        var grant = new KeyGrant(Optional.of(KID), key, 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                Collections.nCopies(keys, grant),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
        return new Token(
                environment,
                Drm.WIDEVINE,
                account,
                tokenId(number),
                HandClock.START.truncatedTo(ChronoUnit.SECONDS),
                EXPIRY,
                rights,
                Optional.empty(),
                Optional.empty());
    }

    /// The same for a license that must be renewed.
    static Token leased(Token token, Duration lease) {
        var rights = token.rights();
        return new Token(
                token.environment(),
                token.drm(),
                token.account(),
                token.id(),
                token.issued(),
                token.expires(),
                new Rights(
                        rights.keys(),
                        rights.iv(),
                        rights.startWindow(),
                        rights.playbackDuration(),
                        rights.rental(),
                        rights.persistent(),
                        rights.extensions(),
                        FairPlayRules.NONE.withLease(Optional.of(lease))),
                token.contentId(),
                token.cookie());
    }

    static Event event(Event.Kind kind, AccountId account, Environment environment, Instant at) {
        return Event.of(
                        kind,
                        at,
                        Event.Origin.of(environment, account, Drm.WIDEVINE, "request-1"),
                        new Event.Subject(
                                Optional.of(tokenId(7)),
                                Optional.of("cookie"),
                                Optional.of("content"),
                                List.of(KID),
                                Optional.of("device")))
                .with("model", "Näme \"x\" \\ \t\0 \ud83d\ude00");
    }

    private static Event about(Event event, Event.Subject subject) {
        return new Event(event.kind(), event.at(), event.origin(), event.refused(), subject, event.facts());
    }

    static Event withCookie(Event event, String cookie) {
        return about(event, event.subject().withCookie(cookie));
    }

    static Event ofToken(Event event, TokenId token) {
        return about(event, event.subject().withToken(token));
    }

    /// A redemption that is ready to be made.
    record Attempt(Redemption redemption, OptionalLong version, Event event) {
        RedemptionOutcome by(Ledger ledger) {
            return ledger.redeem(redemption, version, event);
        }

        /// The same with a challenge that every playback repeats.
        Attempt common(Duration window) {
            var challenge = new Challenge(redemption.challenge().digest(), false, Optional.empty());
            return with(challenge, new WindowLimits(window, redemption.windows().most()));
        }

        /// The same from a playback session.
        Attempt of(int session) {
            var challenge =
                    new Challenge(redemption.challenge().digest(), true, Optional.of(digest(1_000_000 + session)));
            return with(challenge, redemption.windows());
        }

        /// The same by what the account was like.
        Attempt at(long other) {
            return new Attempt(redemption, OptionalLong.of(other), event);
        }

        private Attempt with(Challenge challenge, WindowLimits windows) {
            return new Attempt(new Redemption(redemption.token(), challenge, windows), version, event);
        }
    }

    static Attempt redemption(Token token, int challenge, Instant at) {
        return redemption(token, challenge, at, OptionalInt.empty());
    }

    static Attempt redemption(Token token, int challenge, Instant at, OptionalInt maxWindows) {
        var event = ofToken(event(Event.Kind.REDEEMED, token.account(), token.environment(), at), token.id());
        var redemption = new Redemption(token, new Challenge(digest(challenge)), new WindowLimits(WINDOW, maxWindows));
        return new Attempt(redemption, OptionalLong.empty(), event);
    }

    /// A license that is paid for and then not made.
    static void takeBack(Ledger ledger, Attempt attempt) {
        takeBack(ledger, attempt, attempt.event().at());
    }

    static void takeBack(Ledger ledger, Attempt attempt, Instant at) {
        var granted = (RedemptionOutcome.Granted) attempt.by(ledger);
        var refused = Refused.service(Refusal.ADMIN_ERROR, "the license maker refused");
        var given = attempt.event();
        var later = new Event(given.kind(), at, given.origin(), given.refused(), given.subject(), given.facts());
        ledger.takeBack(attempt.redemption(), granted.decision(), later.refused(Event.Kind.DENIED, refused));
    }
}
