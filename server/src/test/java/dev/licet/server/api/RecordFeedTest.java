package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordTail;
import dev.licet.http.EventFeed;
import dev.licet.http.Outlet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// How a stream of records passes the time, without the time.
class RecordFeedTest {
    private static final Account ACCOUNT = new Account(
            new AccountId(201722), Environment.TEST, "A", true, Options.DEFAULT, new Balance.Unlimited(), 0);

    private final List<String> sent = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean dismissed;

    /// Goes on for so many pauses.
    private Outlet outlet(int rounds) {
        return new Outlet() {
            @Override
            public void send(byte[] bytes) {
                sent.add(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public boolean pause(Duration time) {
                pauses.add(time);
                return pauses.size() <= rounds;
            }
        };
    }

    private void run(RecordTail tail, int rounds) {
        new EventFeed<>(new RecordFeed(tail, ACCOUNT), 7L, () -> dismissed).to(outlet(rounds));
    }

    private static EventRecord numbered(long id) {
        return new EventRecord(
                id,
                Event.Kind.ISSUED,
                Instant.EPOCH,
                Environment.TEST,
                Optional.empty(),
                "r",
                0,
                "",
                Optional.empty(),
                Optional.of("two\nlines"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                0,
                Map.of());
    }

    @Test
    void the_first_thing_is_where_to_come_back_to() {
        run((account, environment, id, count) -> List.of(), 0);
        assertEquals(List.of("retry: 2000\nid: 7\n\n"), sent);
    }

    @Test
    void whatever_is_in_a_record_its_event_has_one_line_of_data() {
        run((account, environment, id, count) -> id == 7 ? List.of(numbered(9)) : List.of(), 0);
        String event = sent.getLast();
        assertEquals(
                List.of("id: 9", "", ""),
                List.of(event.split("\n", -1)[0], event.split("\n", -1)[2], event.split("\n", -1)[3]));
        assertEquals(4, event.split("\n", -1).length);
    }

    @Test
    void a_backlog_is_not_waited_for() {
        run(
                (account, environment, id, count) -> LongStream.range(id + 1, Math.min(id + 1 + count, 258))
                        .mapToObj(RecordFeedTest::numbered)
                        .toList(),
                3);
        assertEquals(List.of(Duration.ZERO, Duration.ZERO), pauses.subList(0, 2));
        assertFalse(pauses.get(2).isZero());
    }

    @Test
    void there_is_a_sign_of_life_more_often_than_every_ten_seconds() {
        run((account, environment, id, count) -> List.of(), 35);
        assertEquals(List.of(":\n\n", ":\n\n", ":\n\n"), sent.subList(1, sent.size()));
        Duration between = pauses.getFirst().multipliedBy(10);
        assertTrue(between.compareTo(Duration.ofSeconds(10)) < 0, between.toString());
    }

    @Test
    void a_reader_is_looked_at_more_often_than_every_second() {
        run((account, environment, id, count) -> List.of(), 1);
        assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(1)) < 0, pauses.toString());
    }

    @Test
    void nothing_is_sent_after_its_reader_may_read_no_more() {
        run(
                (account, environment, id, count) -> {
                    dismissed = id > 7;
                    return List.of(numbered(id + 1));
                },
                1000);
        assertEquals(2, sent.size());
        assertTrue(sent.getLast().startsWith("id: 8\n"), sent.getLast());
    }

    @Test
    void what_it_has_to_say_comes_before_all_events() {
        new EventFeed<>(new RecordFeed((account, environment, id, count) -> List.of(), ACCOUNT), 7L, () -> dismissed)
                .saying(EventFeed.event("reset", 7, "x"))
                .to(outlet(1));
        assertEquals(List.of("retry: 2000\nid: 7\n\nevent: reset\nid: 7\ndata: x\n\n"), sent);
    }

    @Test
    void it_outlives_a_database_that_does_not_answer() {
        run(
                (account, environment, id, count) -> {
                    if (pauses.size() < 3) throw new StoreUnavailable("reading records", new IllegalStateException());
                    return id == 7 ? List.of(numbered(8)) : List.of();
                },
                5);
        assertEquals(2, sent.size());
    }

    @Test
    void it_ends_when_its_reader_may_read_no_more() {
        dismissed = true;
        run((account, environment, id, count) -> List.of(), 1000);
        assertEquals(0, pauses.size());
        assertEquals(1, sent.size());
    }

    @Test
    void a_database_that_does_not_answer_dismisses_nobody() {
        var feed = new EventFeed<>(new RecordFeed((account, environment, id, count) -> List.of(), ACCOUNT), 7L, () -> {
            throw new StoreUnavailable("reading a session", new IllegalStateException());
        });
        feed.to(outlet(31));
        assertEquals(32, pauses.size());
    }
}
