package dev.licet.domain.ledger;

import dev.licet.domain.account.Options;
import java.time.Duration;
import java.util.OptionalInt;

/// What an account's options say about redemption windows.
///
/// @param length how long further licenses are free after a charge
/// @param most   how many windows a token may open; empty for any number
public record WindowLimits(Duration length, OptionalInt most) {
    /// Those of an account.
    public static WindowLimits of(Options options) {
        return new WindowLimits(options.redemptionWindow(), options.maxRedemptions());
    }
}
