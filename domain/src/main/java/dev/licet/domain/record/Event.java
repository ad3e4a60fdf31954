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

/// One line of the event log, before it has a number: a token issued or refused, a license given or refused,
/// a key of the key storage read or written. It never holds a key, kek, authenticator or token text.
///
/// @param kind    what happened
/// @param at      when
/// @param origin  whose request it was and where it came in
/// @param refused why not; present on refusals alone
/// @param subject what it was about
/// @param facts   what the device said about itself and what the service noticed, as short texts by name
public record Event(
        Kind kind, Instant at, Origin origin, Optional<Refused> refused, Subject subject, Map<String, String> facts) {

    /// Whose request something was and where it came in.
    ///
    /// @param environment where
    /// @param account     whose; empty when it could not be told, and then only the operator sees the record
    /// @param drm         which endpoint was asked; empty for the key storage, which all share
    /// @param requestId   the id that the caller got back
    public record Origin(Environment environment, Optional<AccountId> account, Optional<Drm> drm, String requestId) {
        /// A request to the endpoint of a DRM system.
        public static Origin of(Environment environment, AccountId account, Drm drm, String requestId) {
            return new Origin(environment, Optional.of(account), Optional.of(drm), requestId);
        }

        /// A request to the key storage.
        public static Origin ofKeys(Environment environment, AccountId account, String requestId) {
            return new Origin(environment, Optional.of(account), Optional.empty(), requestId);
        }

        /// A request to the endpoint of a DRM system by somebody who is not known.
        public static Origin ofNobody(Environment environment, Drm drm, String requestId) {
            return new Origin(environment, Optional.empty(), Optional.of(drm), requestId);
        }
    }

    /// What something was about.
    ///
    /// @param token     the token made or redeemed
    /// @param cookie    the caller's mark
    /// @param contentId the caller's name for the content
    /// @param kids      the key ids granted or asked for
    /// @param deviceId  a keyed hash of what identifies the device
    public record Subject(
            Optional<TokenId> token,
            Optional<String> cookie,
            Optional<String> contentId,
            List<KeyId> kids,
            Optional<String> deviceId) {
        /// Nothing is known.
        public static final Subject NONE =
                new Subject(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        public Subject {
            kids = List.copyOf(kids);
        }

        /// Some keys.
        public static Subject of(List<KeyId> kids) {
            return new Subject(Optional.empty(), Optional.empty(), Optional.empty(), kids, Optional.empty());
        }

        /// The same, with the caller's mark.
        public Subject withCookie(String mark) {
            return new Subject(token, Optional.of(mark), contentId, kids, deviceId);
        }

        /// The same, of a piece of content by the caller's name for it.
        public Subject withContent(String name) {
            return new Subject(token, cookie, Optional.of(name), kids, deviceId);
        }

        /// The same, of a token.
        public Subject withToken(TokenId id) {
            return new Subject(Optional.of(id), cookie, contentId, kids, deviceId);
        }
    }

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
        /// A license that another server has made was handed to the device; free, because the record of the
        /// charge was written before. It has what that server told about the device.
        DELIVERED,
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
        KEY_REFUSED,
        /// What was asked here was asked of another license service as well, and the answers were compared; free.
        COMPARED
    }

    public Event {
        facts = Map.copyOf(facts);
    }

    /// Something that was not refused.
    public static Event of(Kind kind, Instant at, Origin origin, Subject subject) {
        return new Event(kind, at, origin, Optional.empty(), subject, Map.of());
    }

    /// The same request, turned into a refusal of `kind`.
    public Event refused(Kind kind, Refused why) {
        return new Event(kind, at, origin, Optional.of(why), subject, joined(why.facts()));
    }

    /// The same request, of another kind.
    public Event as(Kind other) {
        return new Event(other, at, origin, refused, subject, facts);
    }

    /// The same with more facts.
    public Event with(Map<String, String> more) {
        return new Event(kind, at, origin, refused, subject, joined(more));
    }

    /// The same with one more fact.
    public Event with(String name, String value) {
        return with(Map.of(name, value));
    }

    private Map<String, String> joined(Map<String, String> more) {
        var all = new HashMap<>(facts);
        all.putAll(more);
        return all;
    }

    /// As in [Origin].
    public Environment environment() {
        return origin.environment();
    }

    /// As in [Origin].
    public Optional<AccountId> account() {
        return origin.account();
    }

    /// As in [Origin].
    public Optional<Drm> drm() {
        return origin.drm();
    }

    /// As in [Origin].
    public String requestId() {
        return origin.requestId();
    }

    /// As in [Subject].
    public Optional<TokenId> token() {
        return subject.token();
    }
}
