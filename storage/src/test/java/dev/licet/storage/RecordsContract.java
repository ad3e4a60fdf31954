package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class RecordsContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;

    private long write(AccountId account, Environment environment, String cookie, Instant at) {
        var event = Given.event(Event.Kind.ISSUED, account, environment, at);
        return written(Given.withCookie(event, cookie));
    }

    private List<Long> write(AccountId account, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> write(account, TEST, "c" + i % 3, HandClock.START.plusSeconds(i)))
                .toList();
    }

    private static List<Long> ids(List<EventRecord> records) {
        return records.stream().map(EventRecord::id).toList();
    }

    @Test
    void a_record_comes_back_as_it_was_written() {
        var account = account();
        var refused = Refused.request(Refusal.COOKIE, "too long");
        var event =
                Given.event(Event.Kind.ISSUED, account, TEST, HandClock.START).refused(Event.Kind.REFUSED, refused);

        long id = written(event);

        assertEquals(
                new EventRecord(
                        id,
                        Event.Kind.REFUSED,
                        HandClock.START,
                        TEST,
                        Optional.of(Drm.WIDEVINE),
                        "request-1",
                        Refusal.COOKIE.code(),
                        "too long",
                        event.token().map(Object::toString),
                        Optional.of("cookie"),
                        Optional.of("content"),
                        List.of(Given.KID.hex()),
                        Optional.of("device"),
                        0,
                        0,
                        event.facts()),
                database.records().withId(account, TEST, id).orElseThrow());
    }

    @Test
    void what_is_absent_comes_back_absent() {
        var account = account();
        var empty = Optional.<String>empty();
        var event = Event.of(
                Event.Kind.DENIED,
                HandClock.START,
                Event.Origin.of(TEST, account, Drm.FAIRPLAY, "r"),
                Event.Subject.NONE);
        database.ledger().write(event);
        var record = database.records().latest(account, TEST, 1).getFirst();
        assertEquals(
                List.of(empty, empty, empty, empty, List.of(), Map.of(), 0),
                List.of(
                        record.tokenId(),
                        record.cookie(),
                        record.contentId(),
                        record.deviceId(),
                        record.kids(),
                        record.facts(),
                        record.code()));
    }

    @Test
    void the_latest_come_newest_first() {
        var account = account();
        var ids = write(account, 5);
        assertEquals(List.of(ids.get(4), ids.get(3)), ids(database.records().latest(account, TEST, 2)));
        assertEquals(ids.reversed(), ids(database.records().latest(account, TEST, 32)));
    }

    @Test
    void a_cookie_finds_its_own_newest_first() {
        var account = account();
        var ids = write(account, 7);
        assertEquals(List.of(ids.get(6), ids.get(3)), ids(database.records().withCookie(account, TEST, "c0", 2)));
        assertTrue(database.records().withCookie(account, TEST, "c", 2).isEmpty());
    }

    @Test
    void a_request_id_finds_its_own_newest_first() {
        var account = account();
        var ids = write(account, 3);
        assertEquals(
                List.of(ids.get(2), ids.get(1)), ids(database.records().withRequest(account, TEST, "request-1", 2)));
        assertTrue(database.records().withRequest(account, TEST, "request-", 2).isEmpty());
    }

    @Test
    void a_token_finds_its_own_newest_first() {
        var account = account();
        var ids = write(account, 3);
        assertEquals(
                List.of(ids.get(2), ids.get(1)), ids(database.records().withToken(account, TEST, Given.tokenId(7), 2)));
        assertTrue(
                database.records().withToken(account, TEST, Given.tokenId(8), 2).isEmpty());
    }

    @Test
    void redemptions_are_counted() {
        var account = account();
        var token = Given.token(account, TEST, 7, 1);
        assertEquals(Tally.NONE, database.records().tally(account, TEST, token.id()));
        for (int i = 0; i < 3; i++) {
            Given.redemption(token, i, HandClock.START.plusSeconds(45L * i)).by(database.ledger());
        }
        var tally = database.records().tally(account, TEST, token.id());
        assertEquals(new Tally(3, 2, 2, Optional.of(HandClock.START.plusSeconds(90))), tally);
    }

    @Test
    void a_license_that_was_taken_back_is_not_counted() {
        var account = account();
        var token = Given.token(account, TEST, 7, 1);
        Given.takeBack(database.ledger(), Given.redemption(token, 0, HandClock.START));
        assertEquals(Tally.NONE, database.records().tally(account, TEST, token.id()));
        Given.redemption(token, 1, HandClock.START.plusSeconds(1)).by(database.ledger());
        Given.takeBack(database.ledger(), Given.redemption(token, 2, HandClock.START.plusSeconds(2)));
        Given.takeBack(database.ledger(), Given.redemption(token, 3, HandClock.START.plusSeconds(90)));
        var tally = database.records().tally(account, TEST, token.id());
        assertEquals(new Tally(1, 1, 1, Optional.of(HandClock.START.plusSeconds(1))), tally);
    }

    @Test
    void a_window_counts_from_the_oldest_without_gaps_whoever_writes_in_between() {
        var account = account();
        var other = account();
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 6; i++) {
            ids.addAll(write(account, 1));
            write(other, 1);
            write(account, Environment.PRODUCTION, "c", HandClock.START);
        }
        assertEquals(ids.subList(2, 5), ids(database.records().window(account, TEST, 2, 3)));
        assertEquals(ids.subList(4, 6), ids(database.records().window(account, TEST, 4, 200)));
        assertTrue(database.records().window(account, TEST, 6, 200).isEmpty());
    }

    @Test
    void a_time_span_includes_its_beginning_and_not_its_end() {
        var account = account();
        var ids = write(account, 6);
        var start = HandClock.START;
        assertEquals(
                ids.subList(1, 4),
                ids(database.records().between(account, TEST, start.plusSeconds(1), start.plusSeconds(4), 100)));
        assertEquals(
                ids.subList(1, 3),
                ids(database.records().between(account, TEST, start.plusSeconds(1), start.plusSeconds(4), 2)));
        assertEquals(ids, ids(database.records().between(account, TEST, Instant.MIN, Instant.MAX, 100)));
    }

    @Test
    void nobody_sees_the_records_of_another_account_or_environment() {
        var account = account();
        var other = account();
        long id = write(account, TEST, "cookie", HandClock.START);
        var records = database.records();
        for (var stranger : List.of(Map.entry(other, TEST), Map.entry(account, Environment.PRODUCTION))) {
            var who = stranger.getKey();
            var where = stranger.getValue();
            assertTrue(records.withId(who, where, id).isEmpty());
            assertTrue(records.latest(who, where, 9).isEmpty());
            assertTrue(records.withCookie(who, where, "cookie", 9).isEmpty());
            assertTrue(records.window(who, where, 0, 9).isEmpty());
            assertTrue(records.withRequest(who, where, "request-1", 9).isEmpty());
            assertTrue(records.withToken(who, where, Given.tokenId(7), 9).isEmpty());
            assertTrue(records.between(who, where, Instant.MIN, Instant.MAX, 9).isEmpty());
        }
        assertTrue(records.withId(account, TEST, id).isPresent());
    }

    @Test
    void a_record_without_an_account_is_written_and_shown_to_nobody() {
        var account = account();
        var event = Given.event(Event.Kind.REFUSED, account, TEST, HandClock.START);
        var anonymous = new Event(
                event.kind(),
                event.at(),
                Event.Origin.ofNobody(TEST, Drm.WIDEVINE, event.requestId()),
                event.refused(),
                event.subject(),
                event.facts());
        database.ledger().write(anonymous);
        assertTrue(database.records().latest(account, TEST, 9).isEmpty());
    }

    @Test
    void another_process_reads_what_was_written() {
        var account = account();
        var ids = write(account, 3);
        assertEquals(ids, ids(openAgain().records().window(account, TEST, 0, 9)));
    }

    @Test
    void numbers_grow_and_never_repeat_over_processes_and_reopening() {
        var account = account();
        var other = openAgain();
        inParallel(100, i -> () -> {
            var node = i % 2 == 0 ? database : other;
            node.ledger().write(Given.event(Event.Kind.ISSUED, account, TEST, HandClock.START));
            return true;
        });
        var window = ids(database.records().window(account, TEST, 0, 200));
        assertEquals(window.stream().sorted().distinct().toList(), window);
        assertEquals(100, window.size());
        assertTrue(write(account, 1).getFirst() > window.getLast());
    }

    private List<Long> after(AccountId account, long id) {
        return database.recordTail().after(account, TEST, id, 100).stream()
                .map(EventRecord::id)
                .toList();
    }

    @Test
    void any_number_has_records_after_it_whosever_it_is() {
        var one = account();
        var two = account();
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 9; i++) {
            Instant at = HandClock.START.plusSeconds(i);
            var event = Given.event(Event.Kind.ISSUED, i % 2 == 0 ? one : two, TEST, at);
            ids.add(written(event));
        }
        var ofOne = IntStream.of(0, 2, 4, 6, 8).mapToObj(ids::get).toList();

        for (long id : new long[] {Long.MIN_VALUE, -1, 0, ids.getFirst() - 1}) assertEquals(ofOne, after(one, id));
        for (int i = 0; i < 9; i++) assertEquals(ofOne.subList(i / 2 + 1, 5), after(one, ids.get(i)));
        for (long id : new long[] {ids.getLast() + 1, Long.MAX_VALUE}) assertEquals(List.of(), after(one, id));
        assertEquals(List.of(), after(new AccountId(77), 0));

        database.retention().prune(HandClock.START.plusSeconds(5), _ -> true);
        for (int i = 0; i < 7; i++) assertEquals(ofOne.subList(Math.max(3, i / 2 + 1), 5), after(one, ids.get(i)));
    }
}
