package dev.licet.domain.account;

/// What an account has left to spend in one environment. One unit pays for one redemption window.
public sealed interface Balance {
    /// Nothing is counted down.
    record Unlimited() implements Balance {}

    /// Prepaid.
    ///
    /// @param left 0 or more
    record Units(long left) implements Balance {
        public Units {
            if (left < 0) throw new IllegalArgumentException("balance: must not be negative");
        }
    }

    /// Whether another window can be charged.
    default boolean isEmpty() {
        return switch (this) {
            case Unlimited() -> false;
            case Units(long left) -> left == 0;
        };
    }
}
