package dev.licet.domain.token;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tokens that say much, and tokens that say nothing.
final class Samples {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant EXPIRY = START.plus(Duration.ofDays(1));

    private Samples() {}

    static KeyGrant key(String name, int level, Hdcp hdcp) {
        var kid = Optional.of(name).filter(given -> !given.isEmpty()).map(KeyId::ofName);
        return new KeyGrant(kid, SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]), level, hdcp, Optional.empty());
    }

    /// One key and no limits.
    static Rights plain() {
        return new Rights(
                List.of(key("", 1, Hdcp.NONE)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    /// Two keys, and all limits that are not of one system alone.
    static Rights limited() {
        return limited(FairPlayRules.NONE);
    }

    static Rights limited(FairPlayRules fairPlay) {
        return new Rights(
                List.of(key("sd", 1, Hdcp.NONE), key("hd", 5, Hdcp.V2_2)),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(Duration.ofSeconds(70)),
                Optional.of(Duration.ofSeconds(80)),
                true,
                List.of(new Extension("wudo", new byte[] {0, 0, 0, 1}), new Extension("abcd", new byte[] {-1})),
                fairPlay);
    }

    static Token token(Drm drm, Rights rights) {
        return token(drm, rights, Optional.empty(), Optional.empty());
    }

    static Token token(Drm drm, Rights rights, Optional<String> contentId, Optional<String> cookie) {
        return new Token(
                Environment.TEST,
                drm,
                new AccountId(7),
                new TokenId("0".repeat(32)),
                START,
                EXPIRY,
                rights,
                contentId,
                cookie);
    }

    static Token faulty(Token token, String fault) {
        return new Token(
                token.environment(),
                token.drm(),
                token.account(),
                token.id(),
                token.issued(),
                token.expires(),
                token.rights(),
                token.contentId(),
                token.cookie(),
                Fault.parse(fault));
    }
}
