package dev.licet.storage.account;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.AccountEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps accounts that were read within the last minute, so that a busy account is not read for each of its
/// requests.
///
/// An entry is not removed when its account changes. Instead its user compares the version of the account, or
/// lets the ledger compare it, which also finds changes by other processes. Charges do not raise the version,
/// because the ledger reads the balance itself.
final class RememberedAccounts {
    private static final Duration TIME = Duration.ofMinutes(1);
    /// More entries would cost more memory than they save in reads.
    private static final int MOST = 10_000;

    private record Known<T>(T what, Instant read) {}

    private final InstantSource clock;
    private final Map<AccountId, Known<List<StoredAccounts.Candidate>>> candidates = new ConcurrentHashMap<>();
    private final Map<AccountEnvironment, Known<Account>> accounts = new ConcurrentHashMap<>();

    RememberedAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /// The live authenticators of an account; none when nothing is remembered.
    List<StoredAccounts.Candidate> candidates(AccountId account) {
        return fresh(candidates.get(account)).orElse(List.of());
    }

    Optional<Account> account(AccountId account, Environment environment) {
        return fresh(accounts.get(new AccountEnvironment(account, environment)));
    }

    void remember(AccountId account, List<StoredAccounts.Candidate> read) {
        put(candidates, account, read);
    }

    void remember(Account read) {
        put(accounts, new AccountEnvironment(read.id(), read.environment()), read);
    }

    private <T> Optional<T> fresh(@Nullable Known<T> known) {
        if (known == null) return Optional.empty();
        Duration age = Duration.between(known.read(), clock.instant());
        return age.isNegative() || age.compareTo(TIME) >= 0 ? Optional.empty() : Optional.of(known.what());
    }

    private <K, T> void put(Map<K, Known<T>> map, K key, T read) {
        if (map.size() >= MOST) map.clear();
        map.put(key, new Known<>(read, clock.instant()));
    }
}
