package dev.licet.dashboard.view;

import dev.licet.domain.account.Balance;
import dev.licet.storage.account.Movement;
import java.util.List;
import java.util.Locale;

/// What an account has left in one environment.
///
/// @param left      in words
/// @param unlimited whether nothing is counted down
/// @param movements newest first
public record BalancePage(Frame frame, String left, boolean unlimited, List<Movement> movements) {

    /// The page of that balance.
    public static BalancePage of(Frame frame, Balance balance, List<Movement> movements) {
        return new BalancePage(frame, AccountList.words(balance), balance instanceof Balance.Unlimited, movements);
    }

    /// What moved it, in words.
    public static String kind(Movement movement) {
        return movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
