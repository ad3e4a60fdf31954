package dev.licet.domain.ledger;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Tokens of one day and the account that pays for them.
final class Tokens {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant EXPIRY = START.plus(Duration.ofDays(1));
    static final AccountId PAYER = new AccountId(7);

    private Tokens() {}

    static Account account(boolean enabled, Balance balance, Options options) {
        return new Account(PAYER, Environment.TEST, "payer", enabled, options, balance, 1);
    }

    static Token token(int keys, Optional<Duration> lease) {
        var key = SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]);
        var grant = new KeyGrant(Optional.empty(), key, 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                Collections.nCopies(keys, grant),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                FairPlayRules.NONE.withLease(lease));
        return new Token(
                Environment.TEST,
                Drm.FAIRPLAY,
                PAYER,
                new TokenId("0".repeat(32)),
                START,
                EXPIRY,
                rights,
                Optional.empty(),
                Optional.empty());
    }
}
