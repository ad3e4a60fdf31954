package dev.licet.storage.record;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import java.util.Optional;

/// A record among those of all accounts.
///
/// @param account empty when nobody could tell whose request it was
public record LoggedRecord(Optional<AccountId> account, EventRecord record) {}
