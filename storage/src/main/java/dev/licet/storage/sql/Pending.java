package dev.licet.storage.sql;

import dev.licet.domain.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A unit that waits for the writer, and the caller that waits for the unit.
final class Pending<T> {
    private final String doing;
    private final Optional<Claim> claim;
    private final Unit<T> unit;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T found;

    Pending(String doing, Optional<Claim> claim, Unit<T> unit) {
        this.doing = doing;
        this.claim = claim;
        this.unit = unit;
    }

    /// What must be locked before it runs.
    Optional<Claim> claim() {
        return claim;
    }

    /// For the writer: runs the unit and keeps its answer back until the commit.
    void run(Session session) throws SQLException {
        found = unit.run(session);
    }

    /// For the writer: what was run is on disk.
    void committed() {
        answer.complete(found);
    }

    /// For the writer: nothing of it was applied, or nobody can tell.
    void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /// Whether its caller still waits.
    boolean isWanted() {
        return !answer.isDone();
    }

    /// For the caller: waits for the answer.
    T await(Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw givenUp(tooLong);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw givenUp(interrupted);
        } catch (ExecutionException failure) {
            throw asFailure(failure.getCause());
        }
    }

    private StoreUnavailable givenUp(Exception why) {
        answer.cancel(false);
        return new StoreUnavailable(doing, why);
    }

    private RuntimeException asFailure(Throwable cause) {
        return switch (cause) {
            case SQLException failure -> new StoreUnavailable(doing, failure);
            case RuntimeException bug -> bug;
            default -> new StoreUnavailable(doing, cause);
        };
    }
}
