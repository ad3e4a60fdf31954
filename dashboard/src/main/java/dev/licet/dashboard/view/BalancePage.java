package dev.licet.dashboard.view;

import dev.licet.domain.account.Balance;
import dev.licet.storage.account.Movement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// What an account has left in one environment.
///
/// @param rest      of this moment
/// @param months    what each month added and used, newest first
/// @param movements newest first
public record BalancePage(Frame frame, Rest rest, List<Month> months, List<Movement> movements) {

    /// What is left.
    ///
    /// @param mark under how many units it is low; empty where nobody set that
    public record Rest(Balance balance, OptionalLong mark) {
        /// Whether it is under its mark.
        public boolean isLow() {
            return balance instanceof Balance.Units(long left) && mark.isPresent() && left < mark.getAsLong();
        }
    }

    /// One month.
    ///
    /// @param month such as `2026-11`, in UTC
    public record Month(String month, Use use, long added) {}

    /// What was used.
    public record Use(long tokens, long licenses, long charged) {}

    /// What is left, in words.
    public String left() {
        return AccountList.words(rest.balance());
    }

    /// Whether nothing is counted down.
    public boolean unlimited() {
        return rest.balance() instanceof Balance.Unlimited;
    }

    /// What moved it, in words.
    public static String kind(Movement movement) {
        return movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// With a sign where it was added.
    public static String signed(long units) {
        return units > 0 ? "+" + units : Long.toString(units);
    }
}
