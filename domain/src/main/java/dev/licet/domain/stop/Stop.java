package dev.licet.domain.stop;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// What gets no license.
///
/// @param kind        what it is
/// @param value       which, in the form of its kind
/// @param account     whose; empty for every account
/// @param environment where; empty for both
/// @param reason      why, in the words of whoever stopped it; the owner of the account reads it in records
/// @param until       when it ends by itself; empty for never
public record Stop(
        StopKind kind,
        String value,
        Optional<AccountId> account,
        Optional<Environment> environment,
        String reason,
        Optional<Instant> until) {
    /// The most characters of a reason.
    public static final int LONGEST_REASON = 200;

    public Stop {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(until, "until");
        if (!kind.canonical(value).equals(Optional.of(value))) {
            throw new IllegalArgumentException(kind.word() + ": must be " + kind.shape());
        }
        if (kind.belongsToAccount() && account.isEmpty()) {
            throw new IllegalArgumentException(kind.word() + ": must name the account that it belongs to");
        }
        if (kind == StopKind.ACCOUNT && account.isPresent()) {
            throw new IllegalArgumentException("account: must be left out, because the value names it");
        }
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "reason: must be at most " + LONGEST_REASON + " characters, none of them a control character");
        }
    }

    /// Whose affair it is; empty where it holds in every account.
    public Optional<AccountId> owner() {
        return kind == StopKind.ACCOUNT ? AccountId.parse(value) : account;
    }

    /// What an audit line about it is about.
    public Target target() {
        var about = Target.INSTALLATION.saying(kind.word() + " " + value);
        var owned = owner().map(about::of).orElse(about);
        return environment.map(owned::in).orElse(owned);
    }

    /// Whether it holds for that account and environment at that time.
    public boolean holds(AccountId whose, Environment where, Instant now) {
        return account.filter(id -> !id.equals(whose)).isEmpty()
                && environment.filter(one -> one != where).isEmpty()
                && until.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
