package dev.licet.domain.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// How far a token has been redeemed, and what is known of the request that comes next.
///
/// @param windows  how many windows it has opened
/// @param opened   when the last of them was opened; means nothing when there is none
/// @param licenses how many free licenses it was given in the last window, retries and renewals not counted
/// @param answered the window in which it was given a license for the very challenge that comes again
/// @param session  what was paid for the playback session that the challenge belongs to
public record Progress(int windows, Instant opened, int licenses, OptionalInt answered, Optional<PaidSession> session) {
    /// A token that was never redeemed.
    public static final Progress NONE = new Progress(0, Instant.EPOCH, 0);

    /// A playback session that was given a license under the token.
    ///
    /// @param window the window that its first license fell into
    /// @param since  when that license was given
    /// @param ends   until when the session is remembered at least
    public record PaidSession(int window, Instant since, Instant ends) {}

    /// That of a challenge that was never answered and belongs to no session.
    public Progress(int windows, Instant opened, int licenses) {
        this(windows, opened, licenses, OptionalInt.empty(), Optional.empty());
    }
}
