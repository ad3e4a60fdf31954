package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FerryTest {
    /// The loop is the thread of the test, and does what it is told when the test says so.
    private static final class Loop implements ThreadAwareExecutor {
        private final Thread thread = Thread.currentThread();
        private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();

        @Override
        public boolean isExecutorThread(Thread asked) {
            return asked == thread;
        }

        @Override
        public void execute(Runnable task) {
            told.add(task);
        }
    }

    private final Loop loop = new Loop();
    private final Ferry ferry = new Ferry(loop);

    @Test
    void what_comes_together_is_begun_when_the_loop_has_read_all_of_it() throws InterruptedException {
        var begun = new CountDownLatch(3);
        ferry.gather();
        for (int i = 0; i < 3; i++) ferry.start(begun::countDown);
        assertEquals(3, begun.getCount());
        ferry.leave();
        begun.await();
    }

    @Test
    void a_crowd_does_not_wait_until_all_of_it_is_there() throws InterruptedException {
        var begun = new CountDownLatch(64);
        ferry.gather();
        for (int i = 0; i < 100; i++) ferry.start(begun::countDown);
        begun.await();
    }

    @Test
    void what_comes_alone_is_begun_at_once() throws InterruptedException {
        var begun = new CountDownLatch(1);
        ferry.start(begun::countDown);
        begun.await();
    }

    @Test
    void answers_are_sent_by_the_loop_in_the_order_in_which_a_thread_gave_them() throws InterruptedException {
        int count = 10_000;
        var sent = new ArrayList<Integer>();
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < count; i++) {
                int number = i;
                ferry.answer(() -> {
                    assertSame(loop.thread, Thread.currentThread());
                    sent.add(number);
                });
            }
        });
        while (sent.size() < count) loop.told.take().run();
        for (int i = 0; i < count; i++) assertEquals(i, sent.get(i));
    }

    @Test
    void answers_that_are_given_while_the_loop_has_something_else_to_do_tell_it_once() throws InterruptedException {
        var sent = new AtomicInteger();
        var given = new CountDownLatch(1);
        Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1000; i++) ferry.answer(sent::incrementAndGet);
            given.countDown();
        });
        given.await();
        loop.told.take().run();
        assertEquals(1000, sent.get());
        assertEquals(List.of(), List.copyOf(loop.told));
    }

    @Test
    void the_loop_itself_sends_at_once() {
        var sent = new AtomicInteger();
        ferry.answer(sent::incrementAndGet);
        assertEquals(1, sent.get());
    }

    @Test
    void an_answer_that_fails_keeps_none_of_the_others() throws InterruptedException {
        var sent = new AtomicInteger();
        var given = new CountDownLatch(1);
        Thread.ofPlatform().start(() -> {
            ferry.answer(() -> {
                throw new IllegalStateException("for the test");
            });
            ferry.answer(sent::incrementAndGet);
            given.countDown();
        });
        given.await();
        loop.told.take().run();
        assertEquals(1, sent.get());
    }
}
