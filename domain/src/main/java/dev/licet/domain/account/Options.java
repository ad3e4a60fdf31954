package dev.licet.domain.account;

import dev.licet.domain.Drm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

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

    /// What is not as before, in words, such as `window 30 s (was 60 s)`; empty when all is.
    public String changesFrom(Options before) {
        var then = before.words();
        var changes = new StringJoiner(", ");
        words().forEach((name, value) -> {
            String former = then.get(name);
            if (!value.equals(former)) changes.add(name + " " + value + " (was " + former + ")");
        });
        return changes.toString();
    }

    private SequencedMap<String, String> words() {
        String drms = enabledDrms.stream().map(Drm::word).sorted().collect(Collectors.joining(" "));
        var words = new LinkedHashMap<String, String>();
        words.put("drm", drms.isEmpty() ? "none" : drms);
        words.put("profile", profile.word());
        words.put("token life", defaultTokenLife.toSeconds() + " s");
        words.put("window", redemptionWindow.toSeconds() + " s");
        words.put("redemptions", maxRedemptions.isEmpty() ? "unlimited" : Integer.toString(maxRedemptions.getAsInt()));
        return words;
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
