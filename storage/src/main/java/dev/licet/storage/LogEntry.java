package dev.licet.storage;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import java.util.Optional;

/// A record among those of all accounts.
///
/// @param account empty when nobody could tell whose request it was
public record LogEntry(Optional<AccountId> account, EventRecord record) {}
