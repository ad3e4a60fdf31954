package dev.licet.domain.token;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// An opened license token. Its text form is sealed by [TokenSealer]; the content keys in it do not print.
///
/// @param environment where it is valid
/// @param drm         the one DRM system it is valid for
/// @param account     who pays
/// @param id          what charges and records refer to
/// @param issued      when it was made, whole seconds
/// @param expires     until when a first license may be fetched with it, whole seconds
/// @param rights      what it allows
/// @param contentId   the caller's name for the content
/// @param cookie      the caller's mark, repeated in records
/// @param fault       a failure that was ordered; only ever present in the test environment
public record Token(
        Environment environment,
        Drm drm,
        AccountId account,
        TokenId id,
        Instant issued,
        Instant expires,
        Rights rights,
        Optional<String> contentId,
        Optional<String> cookie,
        Optional<Fault> fault) {

    private static final int LONGEST_COOKIE = 32;

    /// A token without any fault.
    public Token(
            Environment environment,
            Drm drm,
            AccountId account,
            TokenId id,
            Instant issued,
            Instant expires,
            Rights rights,
            Optional<String> contentId,
            Optional<String> cookie) {
        this(environment, drm, account, id, issued, expires, rights, contentId, cookie, Optional.empty());
    }

    /// Whether a text can be a cookie: at most 32 characters, and no control characters (token-api.md 16).
    public static boolean isCookie(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_COOKIE
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /// Whether a first license may still be fetched at `now`.
    public boolean isFresh(Instant now) {
        return now.isBefore(expires);
    }
}
