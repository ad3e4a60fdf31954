package dev.licet.storage.key;

import java.time.Instant;

/// A seed as it is listed.
///
/// @param number  which of the account's, from 1
/// @param created when it was made
/// @param keys    how many keys that packagers were given are derived from it
/// @param newest  whether new keys are
public record PackagerSeedOverview(int number, Instant created, long keys, boolean newest) {}
