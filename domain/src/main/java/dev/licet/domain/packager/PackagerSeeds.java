package dev.licet.domain.packager;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Optional;

/// Port: the seeds that an account's keys for packagers are derived from. Throws
/// [dev.licet.domain.StoreDamaged] when a seed does not open, and [dev.licet.domain.StoreUnavailable].
public interface PackagerSeeds {
    /// A seed.
    ///
    /// @param number which of the account's, from 1
    /// @param secret 32 bytes
    record Seed(int number, SecretBytes secret) {}

    /// The seed that new keys are derived from.
    Optional<Seed> newest(AccountId account, Environment environment);

    /// The seed of that number, however old.
    Optional<Seed> find(AccountId account, Environment environment, int number);
}
