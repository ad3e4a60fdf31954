package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptingTest {
    private static final int MOST_UNSEEN = 16;

    private final EmbeddedChannel port = new EmbeddedChannel(new Accepting());

    private List<EmbeddedChannel> accept(int count) {
        var accepted = new ArrayList<EmbeddedChannel>();
        for (int i = 0; i < count; i++) {
            var one = new EmbeddedChannel();
            port.writeInbound(one);
            accepted.add(one);
        }
        return accepted;
    }

    private boolean accepts() {
        return port.config().isAutoRead();
    }

    @Test
    void it_pauses_while_many_have_been_accepted_that_no_loop_has_looked_at() {
        var accepted = accept(MOST_UNSEEN - 1);
        assertTrue(accepts());
        accepted.addAll(accept(1));
        assertFalse(accepts());
        accepted.getLast().runPendingTasks();
        assertTrue(accepts());
        accept(1);
        assertFalse(accepts());
        accepted.forEach(EmbeddedChannel::runPendingTasks);
        assertTrue(accepts());
    }

    @Test
    void those_whose_loops_look_at_once_are_all_accepted() {
        for (int i = 0; i < 100; i++) {
            accept(1).getFirst().runPendingTasks();
            assertTrue(accepts());
        }
        assertEquals(100, port.inboundMessages().size());
    }

    /// Such as those for which the system has no room among what it watches.
    @Test
    void one_that_gets_no_loop_is_not_waited_for() {
        for (int i = 0; i < 100; i++)
            port.writeInbound(new EmbeddedChannel(DefaultChannelId.newInstance(), false, false));
        assertTrue(accepts());
    }

    @Test
    void a_failure_is_a_pause_and_no_end() {
        port.pipeline().fireExceptionCaught(new IOException("Too many open files"));
        assertFalse(accepts());
        port.advanceTimeBy(1, java.util.concurrent.TimeUnit.SECONDS);
        port.runScheduledPendingTasks();
        assertTrue(accepts());
    }
}
