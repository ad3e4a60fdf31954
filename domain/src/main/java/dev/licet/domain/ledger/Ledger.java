package dev.licet.domain.ledger;

import dev.licet.domain.account.Account;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.util.OptionalLong;

/// Port: charges, redemptions and records. Each call is one transaction; when it returns, the facts are on
/// disk. Concurrent calls share commits. Every method throws [dev.licet.domain.StoreUnavailable] when nothing
/// could be written, and then nothing was.
public interface Ledger {
    /// Writes a record of something that costs nothing.
    void write(Event event);

    /// Writes the record of what was decided about a request of an account, if the account still is as it was
    /// when it was read; and of a token that was made ([Event.Kind#ISSUED]) only if there is something left
    /// to spend.
    ///
    /// @param decided what the decision rests on, perhaps from memory
    Recording write(Event event, Account decided);

    /// Decides about a license by [RedemptionPolicy], charges for it, counts it and records it, all or nothing.
    ///
    /// @param version the [version][dev.licet.domain.account.Account#version] of the account that the
    ///                redemption rests on; empty when it does not matter whether the account has changed
    ///                since
    /// @param event   the [Event.Kind#REDEEMED] record to write, with the time by which is decided. It becomes
    ///                one of [Event.Kind#RENEWED] for a renewal and of [Event.Kind#DENIED] for a refusal
    RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event);

    /// Takes a license back that was granted but that its device will certainly not get, because the license
    /// maker has made none. Its challenge is forgotten, so that it does not count as a retry later. When no
    /// other license was granted in the window, its unit is given back ([RedemptionPolicy#isLast]); the record
    /// says so with a charge of -1.
    ///
    /// @param redemption as it was granted
    /// @param grant      what was decided then
    /// @param event      the [Event.Kind#DENIED] record to write
    /// @return units given back, 0 or 1
    int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event);

    /// How far a token has been redeemed, as [#redeem] would find it for a new challenge. It is empty for
    /// tokens that were never redeemed, and for those that expired days ago.
    Progress progress(Token token);

    /// Notes that a license session has been given back, with its record. Releasing twice is harmless.
    ///
    /// @param session the session id of the license
    void release(byte[] session, Event event);

    /// Writes the record of a renewal, unless the session was released.
    /// @return whether the session is still open
    boolean renew(byte[] session, Event event);
}
