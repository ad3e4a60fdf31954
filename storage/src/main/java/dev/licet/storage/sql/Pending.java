package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A unit that waits for the writer, and the caller that waits for the unit.
final class Pending<T> {
    private final String doing;
    private final Optional<Hold> hold;
    private final Unit<T> unit;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private @Nullable T found;

    Pending(String doing, Optional<Hold> hold, Unit<T> unit) {
        this.doing = doing;
        this.hold = hold;
        this.unit = unit;
    }

    /// One that nobody waits for, so that nothing is run.
    static Pending<Boolean> nothing() {
        var nothing = new Pending<>("nothing", Optional.empty(), _ -> true);
        nothing.answer.cancel(false);
        return nothing;
    }

    /// What must be locked before it runs.
    Optional<Hold> hold() {
        return hold;
    }

    /// For the writer: see [Unit#prepare].
    void prepare(Session session) throws SQLException {
        unit.prepare(session);
    }

    /// For the writer: runs the unit and keeps its answer back until the commit.
    void run(Session session) throws SQLException {
        found = unit.run(session);
    }

    /// For the writer: what was run is on disk.
    void committed() {
        answer.complete(found);
    }

    /// For the writer: the unit was not applied, or it is unknown whether it was.
    void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /// How long it has waited at a moment of [System#nanoTime].
    long waitedNanos(long nanoTime) {
        return nanoTime - since;
    }

    /// Whether its caller still waits.
    boolean isWanted() {
        return !answer.isDone();
    }

    /// Ends the wait of a caller that has waited for as long as `timeout`.
    /// @return whether the caller has given up
    boolean isOver(long nanoTime, Duration timeout) {
        boolean late = nanoTime - since >= timeout.toNanos();
        if (late) answer.completeExceptionally(new TimeoutException());
        return late || answer.isDone();
    }

    /// For the caller: waits for the answer. [CallTimeouts] sees to it that this ends.
    T await() {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
            throw new StoreUnavailable(doing, interrupted);
        } catch (ExecutionException failure) {
            throw asFailure(Objects.requireNonNull(failure.getCause()));
        }
    }

    private RuntimeException asFailure(Throwable cause) {
        return switch (cause) {
            case SQLException failure -> new StoreUnavailable(doing, failure);
            case RuntimeException bug -> bug;
            default -> new StoreUnavailable(doing, cause);
        };
    }
}
