package dev.licet.domain.ledger;

/// What became of a record that depends on what its account is like.
public enum Recording {
    /// It is on disk.
    WRITTEN,
    /// The account has changed since it was read, so the request must be decided again. Nothing was written.
    OUTDATED,
    /// A token was to be given, and the account has nothing left to spend. Nothing was written.
    BALANCE_EMPTY
}
