package dev.licet.domain.account;

import java.util.Optional;

/// The number of a service account, the customer of the service, e.g. `201722`.
///
/// @param value 1 to 4,294,967,295, so that it takes four bytes in a token
public record AccountId(long value) {
    /// The largest account number.
    public static final long MAX = 0xffff_ffffL;

    public AccountId {
        if (value < 1 || value > MAX) throw new IllegalArgumentException("account: must be 1 to " + MAX);
    }

    /// Reads decimal digits; empty for anything else or a number out of range.
    public static Optional<AccountId> parse(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) return Optional.empty();
        long value = Long.parseLong(text);
        return value >= 1 && value <= MAX ? Optional.of(new AccountId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
