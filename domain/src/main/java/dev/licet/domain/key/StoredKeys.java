package dev.licet.domain.key;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Optional;

/// Port: the key store of an account in one environment. It holds wrapped keys only and never a kek.
public interface StoredKeys {
    /// The content key `kid`, wrapped under the operator's kek (RFC 3394, 24 bytes). Empty also from the moment
    /// of its expiration on. Throws [dev.licet.domain.StoreUnavailable] when the store does not answer.
    Optional<byte[]> findWrapped(AccountId account, Environment environment, KeyId kid);
}
