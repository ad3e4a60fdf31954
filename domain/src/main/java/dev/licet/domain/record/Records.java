package dev.licet.domain.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Port: reading the event log of one account in one environment. Every method throws
/// [dev.licet.domain.StoreUnavailable] when the store does not answer.
public interface Records {
    /// The newest `count` records, newest first.
    List<EventRecord> latest(AccountId account, Environment environment, int count);

    /// The newest `count` records with that cookie, newest first.
    List<EventRecord> withCookie(AccountId account, Environment environment, String cookie, int count);

    /// The record with that number, unless it is another account's or environment's.
    Optional<EventRecord> withId(AccountId account, Environment environment, long id);

    /// `length` records from the `start`-th oldest (counted from 0), oldest first.
    List<EventRecord> window(AccountId account, Environment environment, long start, int length);

    /// At most `count` records from `from` (inclusive) to `to` (exclusive), oldest first.
    List<EventRecord> between(AccountId account, Environment environment, Instant from, Instant to, int count);

    /// The newest `count` records of the request with that id, newest first. Callers choose ids, so there
    /// may be several.
    List<EventRecord> withRequest(AccountId account, Environment environment, String requestId, int count);

    /// The newest `count` records about that token, newest first.
    List<EventRecord> withToken(AccountId account, Environment environment, TokenId token, int count);

    /// How often that token was redeemed.
    Tally tally(AccountId account, Environment environment, TokenId token);
}
