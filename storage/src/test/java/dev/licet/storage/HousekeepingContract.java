package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.Environment;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class HousekeepingContract extends DatabaseContract {
    @Test
    void redemptions_are_dropped_a_day_after_their_token_expired_and_records_stay() {
        var account = account();
        int tokens = 450;
        inParallel(
                tokens,
                i -> () -> Given.redemption(Given.token(account, Environment.TEST, i, 1), 1, HandClock.START)
                        .by(database.ledger()));

        clock.advance(Duration.ofDays(30).plus(Housekeeping.KEPT));
        assertEquals(0, database.housekeeping().run());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(tokens, database.housekeeping().run());
        assertEquals(0, database.housekeeping().run());

        assertEquals(
                tokens,
                database.records().window(account, Environment.TEST, 0, 10_000).size());
    }

    @Test
    void a_live_tokens_retry_is_known_after_housekeeping() {
        var token = Given.token(account(), Environment.TEST, 1, 1);
        IntStream.of(1, 2)
                .forEach(i -> Given.redemption(token, i, HandClock.START).by(database.ledger()));
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        database.housekeeping().run();
        var outcome = Given.redemption(token, 2, clock.instant()).by(database.ledger());
        assertEquals(0, assertInstanceOf(Granted.class, outcome).charged());
    }

    @Test
    void old_sealing_keys_are_retired() {
        database.administration().sealingKeys().rotate();
        clock.advance(Duration.ofDays(32));
        database.housekeeping().run();
        assertEquals(true, database.sealingKeys().find(1).isEmpty());
    }
}
