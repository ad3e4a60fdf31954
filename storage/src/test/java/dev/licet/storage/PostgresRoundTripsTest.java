package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.Event;
import dev.licet.storage.testing.PostgresCluster;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often a server is waited for. Of several tries the least counts, because a node also does other things.
final class PostgresRoundTripsTest extends DatabaseContract {
    private static final int TRIES = 40;

    private final Place.Postgres direct = PostgresCluster.shared().freshDatabase();
    private final FaultProxy proxy = new FaultProxy(PostgresCluster.shared().port());
    private AccountId account;
    private Database node;

    @Override
    Place place() {
        return direct;
    }

    @BeforeEach
    void openThroughProxy() {
        account = accountWithUnits(1000);
        String url = direct.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/");
        var place = new Place.Postgres(url, direct.user(), direct.password());
        node = Database.open(new DatabaseSettings(place, MASTER, clock, new SeededRandom(78), Duration.ofMinutes(1)));
    }

    @AfterEach
    void closeNodeAndProxy() {
        node.close();
        proxy.close();
    }

    private int least(IntConsumer work) {
        return IntStream.range(0, TRIES)
                .map(i -> {
                    int before = proxy.roundTrips();
                    work.accept(i);
                    return proxy.roundTrips() - before;
                })
                .min()
                .orElseThrow();
    }

    /// Locks and account; the window; balance, record and commit.
    @Test
    void a_lone_redemption_waits_three_times() {
        assertEquals(3, least(i -> {
            var token = Given.token(account, Environment.PRODUCTION, i, 1);
            assertInstanceOf(
                    Granted.class, Given.redemption(token, 1, HandClock.START).by(node.ledger()));
        }));
    }

    /// Locks and account; record and commit.
    @Test
    void a_lone_token_waits_twice() {
        var event = Given.event(Event.Kind.ISSUED, account, Environment.PRODUCTION, HandClock.START);
        assertEquals(2, least(_ -> node.ledger().write(event)));
    }
}
