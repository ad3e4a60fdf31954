package dev.licet.domain.account;

import dev.licet.domain.Drm;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/// The settings of an account in one environment.
///
/// @param enabledDrms      the DRM systems that are switched on
/// @param profile          which reading of the token API applies
/// @param defaultTokenLife the life of a token without `expirationTime`; at most 30 days
/// @param redemptionWindow how long further licenses of a token are free after one was charged
/// @param maxRedemptions   how many windows a token may open; empty for any number until it expires
public record Options(
        Set<Drm> enabledDrms,
        Profile profile,
        Duration defaultTokenLife,
        Duration redemptionWindow,
        OptionalInt maxRedemptions) {
    /// The longest life of a token, which is also its default.
    public static final Duration LONGEST_TOKEN_LIFE = Duration.ofDays(30);

    /// What a new account has.
    public static final Options DEFAULT = new Options(
            Set.of(Drm.values()), Profile.PUBLISHED, LONGEST_TOKEN_LIFE, Duration.ofSeconds(60), OptionalInt.empty());

    /// The same with another reading of the token API.
    public Options with(Profile chosen) {
        return new Options(enabledDrms, chosen, defaultTokenLife, redemptionWindow, maxRedemptions);
    }

    public Options {
        enabledDrms = Set.copyOf(enabledDrms);
        if (!defaultTokenLife.isPositive() || defaultTokenLife.compareTo(LONGEST_TOKEN_LIFE) > 0) {
            throw new IllegalArgumentException("default token life: must be between 1 second and 30 days");
        }
        if (redemptionWindow.isNegative())
            throw new IllegalArgumentException("redemption window: must not be negative");
        if (maxRedemptions.isPresent() && maxRedemptions.getAsInt() < 1) {
            throw new IllegalArgumentException("max redemptions: must be 1 or more");
        }
    }
}
