package dev.licet.dashboard.openid;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Something that is fetched once for everybody who wants it at the same time: whoever comes while it is under
/// way gets the same answer, or the same failure, and nobody waits for more than one fetch.
final class Shared<T> {
    /// Gets it.
    @FunctionalInterface
    interface Fetch<T> {
        T get() throws IOException;
    }

    private @Nullable CompletableFuture<T> underWay;

    T get(Fetch<T> fetch) throws IOException {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = join(mine);
        if (others != mine) return waited(others);
        try {
            T value = fetch.get();
            mine.complete(value);
            return value;
        } catch (IOException | RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            leave();
        }
    }

    private synchronized CompletableFuture<T> join(CompletableFuture<T> mine) {
        if (underWay == null) underWay = mine;
        return underWay;
    }

    private synchronized void leave() {
        underWay = null;
    }

    private static <T> T waited(CompletableFuture<T> others) throws IOException {
        try {
            return others.get();
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            throw new IOException(cause.getMessage(), cause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("was not waited for", stopping);
        }
    }
}
