package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamStartTest {
    @Test
    void without_a_wish_it_is_the_end() {
        assertEquals(new StreamStart(7, Optional.empty()), StreamStart.of(List.of(), 7));
    }

    @Test
    void the_first_wish_counts() {
        assertEquals(new StreamStart(3, Optional.empty()), StreamStart.of(List.of(3L, 1L), 7));
        assertEquals(new StreamStart(7, Optional.empty()), StreamStart.of(List.of(7L), 7));
        assertEquals(new StreamStart(0, Optional.empty()), StreamStart.of(List.of(0L), 0));
    }

    @Test
    void a_wish_beyond_the_end_is_told_and_the_next_one_counts() {
        assertEquals(new StreamStart(1, Optional.of(8L)), StreamStart.of(List.of(8L, 1L), 7));
        assertEquals(new StreamStart(7, Optional.of(8L)), StreamStart.of(List.of(8L), 7));
        assertEquals(new StreamStart(7, Optional.of(8L)), StreamStart.of(List.of(8L, 9L), 7));
    }

    @Test
    void the_news_are_an_event_of_their_own() {
        assertEquals(
                "event: reset\nid: 1\ndata: {\"asked\":8,\"after\":1}\n\n",
                StreamStart.of(List.of(8L, 1L), 7).news(8));
    }
}
