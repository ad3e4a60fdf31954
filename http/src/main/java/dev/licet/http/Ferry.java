package dev.licet.http;

import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Brings requests from one loop to threads, and answers back, many at a time. To wake a thread and to go to sleep
/// costs as much as reading a request, and on one core each of both happens for every single one that is handed over
/// alone: the thread that is woken runs at once.
final class Ferry {
    /// So many requests wait for each other at most.
    private static final int MOST = 64;
    /// So long an answer waits for others, beside the time that the thread takes which is on its way.
    private static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final ThreadAwareExecutor loop;
    /// Touched by the loop alone, as what follows.
    private List<Runnable> aboard = new ArrayList<>();

    private boolean gathering;

    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.EMPTY);
    private volatile long since;

    /// Of the way back.
    private enum State {
        EMPTY,
        GATHERING,
        /// The loop has been told.
        LEAVING
    }

    Ferry(ThreadAwareExecutor loop) {
        this.loop = loop;
    }

    /// What the loop does between this and [#leave] comes together. Called by the loop.
    void gather() {
        gathering = true;
    }

    void leave() {
        gathering = false;
        sail();
    }

    /// Has something done on a virtual thread of its own. Called by the loop.
    void start(Runnable task) {
        aboard.add(task);
        if (!gathering || aboard.size() >= MOST) sail();
    }

    private void sail() {
        if (aboard.isEmpty()) return;
        List<Runnable> all = aboard;
        aboard = new ArrayList<>();
        if (all.size() == 1) Thread.startVirtualThread(all.getFirst());
        else Thread.startVirtualThread(() -> all.forEach(Thread::startVirtualThread));
    }

    /// Has something done on the loop, now when this is its thread, and else soon. Called by any thread; what one
    /// thread asks for is done in that order.
    void answer(Runnable task) {
        if (loop.isExecutorThread(Thread.currentThread())) {
            task.run();
            return;
        }
        answers.add(task);
        if (state.compareAndSet(State.EMPTY, State.GATHERING)) {
            since = System.nanoTime();
            // It stands behind all threads that are ready.
            Thread.startVirtualThread(this::tell);
        } else if (System.nanoTime() - since > LONGEST_NANOS) {
            tell();
        }
    }

    private void tell() {
        if (state.compareAndSet(State.GATHERING, State.LEAVING)) Loops.execute(loop, this::deliver);
    }

    /// Whoever comes from now on tells the loop again.
    private void deliver() {
        state.set(State.EMPTY);
        gather();
        for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
            try {
                next.run();
            } catch (RuntimeException | Error failure) {
                Loops.report(failure);
            }
        }
        leave();
    }
}
