package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.ledger.BatchWrites;
import dev.licet.storage.record.LogPlace;
import dev.licet.storage.record.WholeLog;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.Store;
import dev.licet.storage.testing.PostgresCluster;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Following all accounts while their records are committed in another order than that of their numbers.
@Timeout(120)
final class PostgresWholeLogTest extends DatabaseContract {
    private static final Limits LIMITS = new Limits(2, 1, 100, 10, Duration.ofSeconds(60));

    private static final RowTags TAGS = new RowTags(SecretBytes.copyOf(new byte[32]));

    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    private Event event(AccountId account) {
        return Given.event(Event.Kind.ISSUED, account, Environment.TEST, HandClock.START);
    }

    private static Event nobodys() {
        var origin = Event.Origin.ofNobody(Environment.TEST, Drm.WIDEVINE, "late");
        return Event.of(Event.Kind.REFUSED, HandClock.START, origin, Event.Subject.NONE);
    }

    private static List<Long> numbers(WholeLog.News news) {
        return news.entries().stream().map(entry -> entry.record().id()).toList();
    }

    @Test
    void a_record_that_is_committed_late_comes_once_to_whoever_went_on_and_to_whoever_comes_back() throws Exception {
        var quick = account();
        var log = database.dashboard().log();
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var server = new PostgresServer(place.url(), place.user(), place.password(), LIMITS);
        try (var node = new Store(server, LIMITS, clock, new SecureRandom());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = callers.<Boolean>submit(() -> node.write("dawdling", session -> {
                BatchWrites.write(session, TAGS, nobodys());
                // What is written is sent with the next question.
                session.number("SELECT COUNT(*) FROM record");
                written.countDown();
                await(commit);
                return true;
            }));
            written.await();
            long first = written(event(quick));

            var begun = log.end();
            var news = log.after(LogPlace.after(0), 10);
            assertEquals(List.of(first), numbers(news));
            long second = written(event(quick));
            commit.countDown();
            assertTrue(late.get());
            long dawdler = log.nobodys(Environment.TEST, "late").orElseThrow().id();
            assertTrue(dawdler < first, "its number is smaller");

            for (LogPlace place : List.of(begun, news.place(), back(news.place()))) {
                var after = log.after(place, 10);
                assertEquals(List.of(dawdler, second), numbers(after));
                assertEquals(List.of(), numbers(log.after(back(after.place()), 10)));
            }
        }
    }

    /// As a browser comes back with it.
    private LogPlace back(LogPlace place) {
        return LogPlace.parse(place.toString(), clock.instant()).orElseThrow();
    }

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    @Test
    void who_follows_all_accounts_misses_none_and_gets_none_twice_while_two_nodes_write() throws Exception {
        var accounts = LongStream.range(0, 5).mapToObj(_ -> account()).toList();
        var other = openAgain();
        var log = openAgain().dashboard().log();
        var done = new AtomicBoolean();
        var seen = new ArrayList<Long>();
        var reading = Thread.ofPlatform().start(() -> {
            var place = LogPlace.after(0);
            boolean more;
            do {
                boolean last = done.get();
                var news = log.after(place, 20);
                seen.addAll(numbers(news));
                place = back(news.place());
                more = !last || news.full();
            } while (more);
        });
        inParallel(400, i -> () -> {
            (i % 2 == 0 ? database : other).ledger().write(event(accounts.get(i % 5)));
            return true;
        });
        done.set(true);
        reading.join();
        var ids = accounts.stream()
                .flatMap(account -> database.records().latest(account, Environment.TEST, 400).stream())
                .map(EventRecord::id)
                .toList();
        assertEquals(400, ids.size());
        assertEquals(ids.stream().sorted().toList(), seen.stream().sorted().toList());
    }
}
