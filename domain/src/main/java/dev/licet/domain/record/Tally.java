package dev.licet.domain.record;

import java.time.Instant;
import java.util.Optional;

/// How often a token was redeemed, counted from the records. A license that was charged and then taken back,
/// because its maker failed, is not counted.
///
/// @param licenses licenses given, retries included
/// @param windows  redemption windows opened
/// @param charged  units charged and not given back
/// @param opened   when the last window was opened
public record Tally(int licenses, int windows, int charged, Optional<Instant> opened) {
    /// Never.
    public static final Tally NONE = new Tally(0, 0, 0, Optional.empty());
}
