package dev.licet.http.lane;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A piece of work on its way through a lane, and who waits for it.
///
/// @param <T> what it makes
/// @param <X> how it may fail
final class Errand<T, X extends Exception> {
    private final Asker asker;
    private final Lane.Work<T, X> work;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch end = new CountDownLatch(1);
    private Turn<T> turn = new Turn.Left<>();
    private @Nullable Throwable failure;

    private enum State {
        WAITING,
        BEGUN,
        /// Will never be begun.
        OVER
    }

    Errand(Asker asker, Lane.Work<T, X> work) {
        this.asker = asker;
        this.work = work;
    }

    String party() {
        return asker.party();
    }

    /// Whether its client has left or it was ended.
    boolean isDeserted() {
        return state.get() == State.OVER || asker.hasLeft().getAsBoolean();
    }

    /// Whether somebody else may have its place.
    boolean isDispensable() {
        return isDeserted() || asker.isSilent().getAsBoolean();
    }

    /// Does the work, unless its client has left. An exception is passed to the waiting thread, so that the
    /// thread of the lane goes on with other work.
    void run() {
        if (isDeserted()) {
            endUndone(new Turn.Left<>());
            return;
        }
        if (!state.compareAndSet(State.WAITING, State.BEGUN)) return;
        try {
            turn = new Turn.Done<>(work.make());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        end.countDown();
    }

    /// Ends it with an answer other than that it was done, unless it was begun.
    void endUndone(Turn<T> answer) {
        if (!state.compareAndSet(State.WAITING, State.OVER)) return;
        turn = answer;
        end.countDown();
    }

    /// Ends it because there is no room.
    void turnAway() {
        endUndone(new Turn.Full<>());
    }

    /// Ends it because its client has left.
    void dismiss() {
        endUndone(new Turn.Left<>());
    }

    /// Called by the thread that asked for the work: waits for the end. An interruption counts as the client's
    /// leaving; what was begun by then is done all the same.
    ///
    /// @param longest how long it may wait to be begun
    Turn<T> await(Duration longest) throws X {
        try {
            if (!end.await(longest.toNanos(), TimeUnit.NANOSECONDS)) turnAway();
            end.await();
        } catch (InterruptedException leaving) {
            dismiss();
            Thread.currentThread().interrupt();
            return new Turn.Left<>();
        }
        return made();
    }

    @SuppressWarnings("unchecked") // The work throws nothing else that is checked.
    private Turn<T> made() throws X {
        return switch (failure) {
            case null -> turn;
            case RuntimeException surprise -> throw surprise;
            case Error broken -> throw broken;
            default -> throw (X) failure;
        };
    }
}
