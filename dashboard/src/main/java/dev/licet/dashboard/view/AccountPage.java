package dev.licet.dashboard.view;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// One account in one environment.
///
/// @param enabled whether it is switched on
/// @param drms    the DRM options
/// @param current whether it has the profile `current`
/// @param life    the life of a token as forms take it
/// @param window  the redemption window as forms take it
/// @param most    how many redemptions a token allows; empty for any number
/// @param balance what is left, in words
public record AccountPage(
        Frame frame,
        boolean enabled,
        List<DrmOption> drms,
        boolean current,
        String life,
        String window,
        String most,
        String balance) {

    /// One DRM system.
    ///
    /// @param name of the field
    /// @param word as its owner writes it
    public record DrmOption(String name, String word, boolean on) {}

    /// The page of an account with those options.
    ///
    /// @param names how the owners of DRM systems write them
    public static AccountPage of(Frame frame, Options options, Balance balance, Function<Drm, String> names) {
        return new AccountPage(
                frame,
                frame.account().orElseThrow().isEnabled(),
                Stream.of(Drm.values())
                        .map(drm -> new DrmOption(
                                "drm-" + drm.path(),
                                names.apply(drm),
                                options.enabledDrms().contains(drm)))
                        .toList(),
                options.profile() == Profile.CURRENT,
                Times.typed(options.defaultTokenLife()),
                Times.typed(options.redemptionWindow()),
                options.maxRedemptions().isPresent()
                        ? Integer.toString(options.maxRedemptions().getAsInt())
                        : "",
                AccountList.words(balance));
    }
}
