package dev.licet.domain.ledger;

import dev.licet.domain.account.Account;
import dev.licet.domain.record.Event;

/// Port: charges, redemptions and records. Each call is one transaction; when it returns, the facts are on disk.
/// Concurrent calls share commits. Every method throws [dev.licet.domain.StoreUnavailable] when nothing could be
/// written, and then nothing was.
public interface Ledger {
    /// Writes a record of something that costs nothing.
    /// @return its number
    long write(Event event);

    /// Writes the record of what was decided about a request of an account, if the account still is as it was
    /// when it was read; and of a token that was made ([Event.Kind#ISSUED]) only if there is something left
    /// to spend.
    ///
    /// @param decided what the decision rests on, perhaps from memory
    Recording write(Event event, Account decided);

    /// Decides about a license, charges for it, counts it and records it, all or nothing.
    ///
    /// The first license of a token opens window 1 and is charged one unit. Until the window's time is over, and
    /// for at most [Redemption#FREE_LICENSES_PER_KEY] times the number of the token's keys, further ones are
    /// free; the next one opens the next window and is charged. A challenge that this token was given a license
    /// for before is a player's retry: it is granted again, never charged, never counted. One that is not
    /// [unique][Redemption#unique] is a retry only until its window is over.
    RedemptionOutcome redeem(Redemption redemption);

    /// Notes that a license session has been given back, with its record. Releasing twice is harmless.
    ///
    /// @param session the session id of the license
    long release(byte[] session, Event event);

    /// Writes the record of a renewal, unless the session was released.
    /// @return whether the session is still open
    boolean renew(byte[] session, Event event);
}
