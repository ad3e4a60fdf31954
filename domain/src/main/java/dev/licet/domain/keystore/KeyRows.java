package dev.licet.domain.keystore;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Port: the rows of the key storage. Each call is one transaction, its record included.
/// Every method throws [dev.licet.domain.StoreUnavailable] when the store does not answer, or when a row was tampered
/// with.
public interface KeyRows {
    /// What [KeyRows#add] found or made.
    ///
    /// @param key   the row as it is now
    /// @param fresh whether this call made it
    record Addition(StoredKey key, boolean fresh) {}

    /// The rows of those kids, in that order; kids without a row are left out.
    List<StoredKey> find(AccountId account, Environment environment, List<KeyId> kids);

    /// Stores a key unless there is one with its kid. The record is written only with a new row.
    Addition add(AccountId account, Environment environment, StoredKey key, Event record);

    /// A change of one row.
    ///
    /// @param kid  which row
    /// @param edit is given the present row; may be called more than once
    record Change(KeyId kid, UnaryOperator<StoredKey> edit) {}

    /// Changes a row.
    /// @return the row as it is now; empty when there is none, and then no record is written
    Optional<StoredKey> change(AccountId account, Environment environment, Change change, Event record);

    /// Deletes all of those rows, or none when one of them is missing.
    /// @return whether they were deleted
    boolean delete(AccountId account, Environment environment, List<KeyId> kids, Event record);

    /// At most `count` rows whose kids come after `after` (empty for the beginning), in the order of kids.
    List<StoredKey> list(AccountId account, Environment environment, Optional<KeyId> after, int count);

    /// How many rows there are.
    long count(AccountId account, Environment environment);
}
