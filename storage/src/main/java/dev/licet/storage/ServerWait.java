package dev.licet.storage;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/// Waits for a database server that does not answer yet: after a power cut, or in a group of containers, it may start
/// later than its clients.
final class ServerWait {
    private static final System.Logger LOGGER = System.getLogger(ServerWait.class.getName());
    private static final long PAUSE_MILLIS = 500;
    private static final long BETWEEN_LINES_NANOS = Duration.ofSeconds(10).toNanos();

    /// SQLSTATE: the server is starting up or shutting down, or has no place left.
    private static final Set<String> FOR_NOW = Set.of("57P01", "57P02", "57P03", "53300");

    /// SQLSTATE: the class of failures to connect.
    private static final String CONNECTION = "08";

    private final Place place;
    private final Duration longest;

    /// @param longest zero not to wait at all
    ServerWait(Place place, Duration longest) {
        this.place = place;
        this.longest = longest;
    }

    /// Asks the server something.
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    /// The answer, as soon as there is one. Throws what was last thrown when the time is over, and at once what no
    /// waiting can help.
    <T> T until(Question<T> question) throws SQLException {
        long start = System.nanoTime();
        long nextLine = start;
        while (true) {
            try {
                T answer = question.ask();
                if (nextLine > start) LOGGER.log(Level.INFO, "the database {0} answers now", place.words());
                return answer;
            } catch (SQLException failure) {
                long waited = System.nanoTime() - start;
                if (!mayPass(failure) || waited >= longest.toNanos()) throw failure;
                if (start + waited - nextLine >= 0) {
                    tell(failure, longest.minusNanos(waited));
                    nextLine = start + waited + BETWEEN_LINES_NANOS;
                }
                pause(failure);
            }
        }
    }

    private void tell(SQLException failure, Duration left) {
        LOGGER.log(
                Level.WARNING,
                "the database {0} does not answer ({1}); waiting for it for another {2} s",
                place.words(),
                failure.getMessage(),
                Long.toString(left.toSeconds()));
    }

    static boolean mayPass(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith(CONNECTION) || FOR_NOW.contains(state));
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
