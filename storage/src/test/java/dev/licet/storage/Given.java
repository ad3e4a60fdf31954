package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The things that tests are about.
final class Given {
    static final KeyId KID = KeyId.ofName("kid1");
    static final Duration WINDOW = Duration.ofSeconds(60);

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
                HandClock.START,
                HandClock.START.plus(Duration.ofDays(30)),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    static Event event(Event.Kind kind, AccountId account, Environment environment, Instant at) {
        return new Event(
                kind,
                at,
                environment,
                Optional.of(account),
                Optional.of(Drm.WIDEVINE),
                "request-1",
                Optional.empty(),
                Optional.of(tokenId(7)),
                Optional.of("cookie"),
                Optional.of("content"),
                List.of(KID),
                Optional.of("device"),
                Map.of("model", "Näme \"x\" \\ \t\0 \ud83d\ude00"));
    }

    static Event withCookie(Event event, String cookie) {
        return new Event(
                event.kind(),
                event.at(),
                event.environment(),
                event.account(),
                event.drm(),
                event.requestId(),
                event.refused(),
                event.token(),
                Optional.of(cookie),
                event.contentId(),
                event.kids(),
                event.deviceId(),
                event.facts());
    }

    private static Event ofToken(Event event, TokenId token) {
        return new Event(
                event.kind(),
                event.at(),
                event.environment(),
                event.account(),
                event.drm(),
                event.requestId(),
                event.refused(),
                Optional.of(token),
                event.cookie(),
                event.contentId(),
                event.kids(),
                event.deviceId(),
                event.facts());
    }

    static Redemption redemption(Token token, int challenge, Instant at) {
        return redemption(token, challenge, at, OptionalInt.empty());
    }

    static Redemption redemption(Token token, int challenge, Instant at, OptionalInt maxWindows) {
        var event = ofToken(event(Event.Kind.REDEEMED, token.account(), token.environment(), at), token.id());
        return new Redemption(token, digest(challenge), WINDOW, maxWindows, event);
    }

    /// The same with a challenge that every playback repeats.
    static Redemption common(Redemption unique, Duration window) {
        return new Redemption(
                unique.token(),
                unique.challengeDigest(),
                false,
                window,
                unique.maxWindows(),
                unique.version(),
                unique.event());
    }
}
