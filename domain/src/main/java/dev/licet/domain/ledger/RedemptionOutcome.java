package dev.licet.domain.ledger;

/// What became of a redemption. When the answer arrives, the decision and its record are durable.
public sealed interface RedemptionOutcome {
    /// The license may be given.
    ///
    /// @param decision on which grounds
    record Granted(RedemptionDecision.Grant decision) implements RedemptionOutcome {
        /// Which window of the token it fell into, from 1.
        public int window() {
            return decision.window();
        }

        /// Units charged: 1 when it opened the window, else 0.
        public int charged() {
            return decision instanceof RedemptionDecision.Opens ? 1 : 0;
        }
    }

    /// It may not; a record says so.
    record Denied(RedemptionDecision.Denial why) implements RedemptionOutcome {}

    /// The account has changed since it was read; nothing was written or charged.
    record Outdated() implements RedemptionOutcome {}
}
