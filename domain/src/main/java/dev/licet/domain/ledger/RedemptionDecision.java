package dev.licet.domain.ledger;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import java.time.Duration;
import java.time.Instant;

/// What [RedemptionPolicy] says to a redemption.
public sealed interface RedemptionDecision {
    /// The license may be given.
    sealed interface Grant extends RedemptionDecision {
        /// Which window of the token it falls into, from 1.
        int window();
    }

    /// It opens a window and is charged one unit.
    record Opens(int window) implements Grant {}

    /// It is one of the free ones of the present window, and counts among them.
    record Further(int window) implements Grant {}

    /// The same challenge was answered before, in that window. Free, and counts for nothing.
    record Repeats(int window) implements Grant {}

    /// It belongs to a playback session that was paid for. Free, and counts for nothing.
    ///
    /// @param window the one that the session's first license fell into
    /// @param since  when that license was given
    record Renews(int window, Instant since) implements Grant {}

    /// No license.
    sealed interface Denial extends RedemptionDecision {
        /// Why not, for the record and for whoever asks later.
        Refused refused();
    }

    /// The token's account does not exist.
    record AccountGone() implements Denial {
        @Override
        public Refused refused() {
            return Refused.request(Refusal.TOKEN_INVALID, "the account of the token is gone")
                    .at(Rule.TOKEN_ACCOUNT);
        }
    }

    /// The token's account is switched off.
    record SwitchedOff() implements Denial {
        @Override
        public Refused refused() {
            return Refused.request(Refusal.ACCOUNT_DISABLED, "the account is switched off")
                    .at(Rule.TOKEN_ACCOUNT);
        }
    }

    /// The token's time is over.
    ///
    /// @param expired when it ended
    /// @param now     the time of the request
    record Expired(Instant expired, Instant now) implements Denial {
        @Override
        public Refused refused() {
            long ago = Duration.between(expired, now).toSeconds();
            String words = "Expired token: it expired at " + expired + ", " + ago
                    + " seconds ago; the server's time is " + now;
            return Refused.request(Refusal.TOKEN_INVALID, words).at(Rule.FRESH);
        }
    }

    /// The token has opened all the windows that it may.
    record AlreadyRedeemed(int windows) implements Denial {
        @Override
        public Refused refused() {
            String often = windows == 1 ? "once" : windows + " times";
            return Refused.request(Refusal.TOKEN_INVALID, "already redeemed " + often + ", and not allowed more")
                    .at(Rule.REDEMPTIONS);
        }
    }

    /// The account has nothing left to charge.
    record BalanceEmpty() implements Denial {
        @Override
        public Refused refused() {
            return Refused.request(Refusal.BALANCE_EMPTY, "the balance of the account is used up")
                    .at(Rule.CHARGE);
        }
    }
}
