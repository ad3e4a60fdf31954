package dev.licet.domain.record;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TokenId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of the event log, before it has a number: a token issued or refused, a license given or refused, a
/// key
/// of the key storage read or written.
/// It never holds a key, kek, authenticator or token text.
///
/// @param kind        what happened
/// @param at          when
/// @param environment where
/// @param account     whose request it was; empty when it could not be told, and then only the operator sees it
/// @param drm         which endpoint was asked; empty for the key storage, which all share
/// @param requestId   the id that the caller got back
/// @param refused     why not; present on refusals alone
/// @param token       the token made or redeemed
/// @param cookie      the caller's mark
/// @param contentId   the caller's name for the content
/// @param kids        the key ids granted or asked for
/// @param deviceId    a keyed hash of what identifies the device
/// @param facts       what the device said about itself and what the service noticed, as short texts by name
public record Event(
        Kind kind,
        Instant at,
        Environment environment,
        Optional<AccountId> account,
        Optional<Drm> drm,
        String requestId,
        Optional<Refused> refused,
        Optional<TokenId> token,
        Optional<String> cookie,
        Optional<String> contentId,
        List<KeyId> kids,
        Optional<String> deviceId,
        Map<String, String> facts) {

    /// What a record is about.
    public enum Kind {
        /// A token was made.
        ISSUED,
        /// A token was refused.
        REFUSED,
        /// A license was given.
        REDEEMED,
        /// A license was refused.
        DENIED,
        /// A license was renewed; free.
        RENEWED,
        /// The device gave a license back; free.
        RELEASED,
        /// The device reported something and wanted no key; free.
        REPORTED,
        /// The value of a stored key was shown to a caller with its kek; free.
        KEY_READ,
        /// A key was stored or changed; free.
        KEY_WRITTEN,
        /// A stored key was deleted; free.
        KEY_DELETED,
        /// Keys were given to a packager, or taken from one; free.
        KEY_SERVED,
        /// A packager was refused.
        KEY_REFUSED
    }

    public Event {
        kids = List.copyOf(kids);
        facts = Map.copyOf(facts);
    }

    /// Something that happened to stored keys.
    public static Event ofKeys(
            Kind kind,
            Instant at,
            Environment environment,
            AccountId account,
            String requestId,
            List<KeyId> kids,
            Map<String, String> facts) {
        return new Event(
                kind,
                at,
                environment,
                Optional.of(account),
                Optional.empty(),
                requestId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kids,
                Optional.empty(),
                facts);
    }

    /// The same request, turned into a refusal of `kind`.
    public Event refused(Kind kind, Refused why) {
        return copy(kind, Optional.of(why), joined(facts, why.facts()));
    }

    /// The same request, of another kind.
    public Event as(Kind other) {
        return copy(other, refused, facts);
    }

    /// The same with one more fact.
    public Event with(String name, String value) {
        return copy(kind, refused, joined(facts, Map.of(name, value)));
    }

    private static Map<String, String> joined(Map<String, String> facts, Map<String, String> more) {
        var all = new HashMap<>(facts);
        all.putAll(more);
        return all;
    }

    private Event copy(Kind newKind, Optional<Refused> why, Map<String, String> newFacts) {
        return new Event(
                newKind,
                at,
                environment,
                account,
                drm,
                requestId,
                why,
                token,
                cookie,
                contentId,
                kids,
                deviceId,
                newFacts);
    }
}
