package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/// FairPlay credentials as lists show them.
///
/// @param id          the store's number
/// @param account     whose they are; empty for the installation's own
/// @param environment where they are used
/// @param derivation  the name of the plug-in
/// @param created     when they were stored
/// @param lastUsed    when a device last named them, to the minute; empty if none has
public record FairPlayOverview(
        long id,
        Optional<AccountId> account,
        Environment environment,
        String derivation,
        Instant created,
        Optional<Instant> lastUsed) {}
