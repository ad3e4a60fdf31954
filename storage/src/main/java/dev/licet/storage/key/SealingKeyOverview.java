package dev.licet.storage.key;

import java.time.Instant;
import java.util.Optional;

/// A sealing key as lists show it.
///
/// @param id         as at the head of tokens
/// @param created    when it was made
/// @param activeFrom from when on new tokens take it
/// @param retired    when its bytes were wiped
public record SealingKeyOverview(int id, Instant created, Instant activeFrom, Optional<Instant> retired) {}
