package dev.licet.dashboard.view;

import dev.licet.domain.account.Balance;
import dev.licet.storage.account.AccountOverview;
import java.util.List;
import java.util.Optional;

/// Accounts.
///
/// @param next the number after which the next page begins
public record AccountList(Frame frame, List<AccountOverview> accounts, Optional<Long> next) {

    /// A balance in words.
    public static String words(Balance balance) {
        return switch (balance) {
            case Balance.Unlimited() -> "unlimited";
            case Balance.Units(long left) -> Long.toString(left);
        };
    }
}
