package dev.licet.domain.audit;

import java.time.Instant;

/// One line of the trail.
///
/// @param number from 1, without gaps
/// @param at     when it was written, in whole microseconds
/// @param deed   what it tells of
/// @param hash   64 hexadecimal digits, which follow from this line and the one before it; see `docs/audit.md`
public record AuditLine(long number, Instant at, Deed deed, String hash) {}
