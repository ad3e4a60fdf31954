package dev.licet.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/// A connection that is under watch for as long as it is handled.
///
/// @param bare  the web server's own HTTP/1.1 connection
/// @param guard its guard
/// @param watch looks after the guard
record GuardedConnection(ServerConnection bare, Guard guard, Watch watch)
        implements ServerConnection, InterruptableTask<Void> {

    @Override
    public void handle(Limit limit) throws InterruptedException {
        watch.add(guard);
        try {
            bare.handle(limit);
        } finally {
            watch.remove(guard);
        }
    }

    /// Between requests, so that a graceful stop need not wait for idle connections.
    @Override
    public boolean canInterrupt() {
        return bare instanceof InterruptableTask<?> task && task.canInterrupt();
    }

    @Override
    public Duration idleTime() {
        return bare.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        bare.close(interrupt);
    }
}
