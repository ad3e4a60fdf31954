package dev.licet.domain.explain;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Tally;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.Optional;

/// What can be told about a request or a token.
public sealed interface Explanation {
    /// There is something to tell.
    ///
    /// @param now       our clock
    /// @param verdict   what was decided about the request; for a token that nobody has tried, what would be
    /// @param presently what would become of the token if a good device redeemed it now
    /// @param request   the record of the request
    /// @param issue     the record of the token's making
    /// @param token     the token, when its text was sent
    /// @param tally     how often the token was redeemed
    record Known(
            Instant now,
            Verdict verdict,
            Optional<Verdict> presently,
            Optional<EventRecord> request,
            Optional<EventRecord> issue,
            Optional<Token> token,
            Optional<Tally> tally)
            implements Explanation {}

    /// It is the caller's own token, and good in another environment than the one where the question was asked.
    ///
    /// @param environment where it is good
    /// @param drm         for which system
    record OtherEnvironment(Instant now, Verdict verdict, Environment environment, Drm drm) implements Explanation {}

    /// The token is another account's. Nothing is told about it.
    record NotYours() implements Explanation {}

    /// No sealing key of this installation opens the token.
    record NotOurs(Instant now, Verdict verdict) implements Explanation {}

    /// There is no such record in this account and environment.
    ///
    /// @param why what that can mean, one sentence without a final stop
    record NotFound(String why) implements Explanation {}
}
