package dev.licet.domain.record;

import java.time.Instant;
import java.util.Optional;

/// How often a token was redeemed, counted from the records. A license that was paid for and taken back, because nobody
/// made it, counts for nothing.
///
/// @param licenses licenses given, retries included
/// @param windows  redemption windows opened
/// @param charged  units charged and not given back
/// @param opened   when the last window was opened
public record Tally(int licenses, int windows, int charged, Optional<Instant> opened) {
    /// Never.
    public static final Tally NONE = new Tally(0, 0, 0, Optional.empty());
}
