package dev.licet.domain.ledger;

/// What the ledger decided. When the answer arrives, the decision and its record are durable.
public sealed interface RedemptionOutcome {
    /// The license may be given.
    ///
    /// @param recordId the number of the record
    /// @param window   which window of the token it fell into, from 1
    /// @param charged  units charged: 1 when it opened the window, else 0
    record Granted(long recordId, int window, int charged) implements RedemptionOutcome {}

    /// The token has opened all the windows it may.
    record AlreadyRedeemed(int windows) implements RedemptionOutcome {}

    /// There was nothing left to charge.
    record BalanceEmpty() implements RedemptionOutcome {}

    /// The account has changed since it was read; nothing was written or charged.
    record Outdated() implements RedemptionOutcome {}
}
