package dev.licet.domain.operator;

/// One thing that a user of the dashboard may do. Whether it covers one account or all is a property of the
/// user: a user of one account has no right beyond it.
public enum Right {
    /// See accounts, what they have left, and how much was used.
    LOOK,
    /// See everything else that is no secret: records, keys' names, back ends, the audit trail.
    INSPECT,
    /// Change everything that is neither a balance nor a user.
    RUN,
    /// Change balances.
    MONEY,
    /// Change who may sign in, and as what.
    PEOPLE
}
