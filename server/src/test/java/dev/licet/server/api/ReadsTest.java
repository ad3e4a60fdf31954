package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.http.EventFeed.News;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.lane.Lanes;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private static final Account ACCOUNT = new Account(
            new AccountId(201722), Environment.TEST, "A", true, Options.DEFAULT, new Balance.Unlimited(), 0);
    private static final Request REQUEST = new Request(
            Environment.TEST, "GET", "/cmiapi/getrecord/", "", name -> Optional.empty(), new byte[0], "r-1");

    private final Lanes lanes = Lanes.open(1);
    private final Reads reads = new Reads(lanes.reading());

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void what_is_read_is_computed_on_no_virtual_thread() {
        Reply reply = reads.answer(
                REQUEST,
                ACCOUNT,
                () -> Reply.of(200, "text/plain", Thread.currentThread().getName()));
        assertArrayEquals("licet-reads-1".getBytes(), reply.bytes());
    }

    @Test
    void without_room_it_is_503_with_advice_and_a_code() {
        lanes.close();
        Reply reply = reads.answer(REQUEST, ACCOUNT, () -> Reply.empty(200));
        assertEquals(503, reply.status());
        assertEquals("1", reply.field("Retry-After").orElseThrow());
        assertEquals("503", reply.field("Licet-Code").orElseThrow());
    }

    @Test
    void a_stream_without_room_goes_on_from_the_same_place() {
        var source = reads.<Long>following(REQUEST, ACCOUNT, place -> new News<>(new byte[1], place + 1, true));
        assertEquals(8, source.after(7L).place());
        lanes.close();
        News<Long> none = source.after(7L);
        assertEquals(7, none.place());
        assertEquals(0, none.events().length);
        assertFalse(none.more());
    }

    @Test
    void a_database_that_does_not_answer_is_told_to_whoever_asked() {
        assertThrows(
                StoreUnavailable.class,
                () -> reads.answer(REQUEST, ACCOUNT, () -> {
                    throw new StoreUnavailable("reading records", new IllegalStateException());
                }));
    }
}
