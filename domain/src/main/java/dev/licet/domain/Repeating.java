package dev.licet.domain;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Work that is done again and again on one thread of its own. A round that fails is named in the log, and the next one
/// comes all the same: an executor by itself leaves out all later rounds, and tells nobody.
public final class Repeating implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Repeating.class.getName());
    /// A round that fails like the one before is named again after so long.
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final String thread;
    private final ScheduledExecutorService timer;

    /// Begins nothing yet.
    ///
    /// @param thread what the thread is called
    public Repeating(String thread) {
        this.thread = thread;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(thread).factory());
    }

    /// Does it as soon as the thread is free, and again that long after the end of each round.
    public Repeating atOnceAndEvery(Duration pause, Runnable work) {
        return add(Duration.ZERO, pause, work);
    }

    /// Does it after that time, and again that long after the end of each round.
    public Repeating every(Duration pause, Runnable work) {
        return add(pause, pause, work);
    }

    private Repeating add(Duration first, Duration pause, Runnable work) {
        timer.scheduleWithFixedDelay(new Round(work), first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    /// Whether work that takes long is to go on.
    public boolean isOpen() {
        return !timer.isShutdown();
    }

    /// Waits for the round in work; there is none after it.
    @Override
    public void close() {
        timer.close();
    }

    /// The executor lets its rounds come one after the other.
    private final class Round implements Runnable {
        private final Runnable work;
        private String named = "";
        private long since;

        private Round(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                name(failure);
            }
        }

        private void name(Throwable failure) {
            try {
                String trace = Thrown.trace(failure);
                long now = System.nanoTime();
                if (trace.equals(named) && now - since < SILENCE.toNanos()) return;
                LOGGER.log(Level.ERROR, "a round of " + thread + " failed, the next one comes all the same: " + trace);
                named = trace;
                since = now;
            } catch (RuntimeException | Error silent) {
                // There is no file left to read a class from, or to write to.
            }
        }
    }
}
