package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.Store;
import dev.licet.storage.testing.PostgresCluster;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A node that freezes in the middle of a transaction (reference: security.md M5, F5).
@Timeout(120)
final class PostgresFrozenNodeTest extends DatabaseContract {
    private static final Limits LIMITS = new Limits(2, 1, 100, 10, Duration.ofSeconds(20));
    private static final AccountEnvironment WHOSE = new AccountEnvironment(new AccountId(1), Environment.TEST);
    private static final String RAISE =
            "UPDATE record_end SET records = records + 1 WHERE account = 1 AND environment = 'T'";

    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    private Store node() {
        var server = new PostgresServer(place.url(), place.user(), place.password(), LIMITS);
        return new Store(server, LIMITS, clock, new SecureRandom());
    }

    @Test
    void its_locks_are_taken_from_it_and_its_late_work_is_done_once() throws Exception {
        database.administration()
                .accounts()
                .create(NewAccount.named("A").withId(WHOSE.account()))
                .orThrow();
        try (var frozen = node();
                var lively = node();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var inside = new CountDownLatch(1);
            var thaw = new CountDownLatch(1);
            var runs = new AtomicInteger();
            var late = callers.<Integer>submit(() -> frozen.write("freezing", WHOSE, session -> {
                int raised = session.change(RAISE);
                inside.countDown();
                if (runs.incrementAndGet() == 1) await(thaw);
                return raised;
            }));
            inside.await();

            int changed = lively.write("going on", WHOSE, session -> session.change(RAISE));
            assertEquals(1, changed);
            thaw.countDown();

            assertEquals(1, late.get());
            assertEquals(2, runs.get());
            long records = lively.read(
                    "reading",
                    session -> session.number(
                            "SELECT records FROM record_end" + " WHERE account = 1 AND environment = 'T'"));
            assertEquals(2, records);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("nobody went on");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_url_with_a_password_is_refused() {
        String url = "jdbc:postgresql://db/licet?user=x&password=y";
        assertThrows(IllegalArgumentException.class, () -> new Place.Postgres(url, "licet", Optional.empty()));
    }
}
