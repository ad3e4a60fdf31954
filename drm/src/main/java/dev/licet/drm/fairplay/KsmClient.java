package dev.licet.drm.fairplay;

import dev.licet.domain.LruCache;
import dev.licet.drm.upstream.Http;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Posts to the key servers (KSM) that operators run next to this service. Two attempts of half the budget each
/// keep
/// the whole within the budget. At each server only so many may wait: one that is slow takes nothing from the
/// others.
final class KsmClient {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 2;
    private static final int MOST_WAITING = 256;
    private static final int MOST_SERVERS = 1024;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int STATUS_OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final Duration share;
    private final int mostWaiting;
    private final Http http;
    private final LruCache<URI, Semaphore> waiting = new LruCache<>(MOST_SERVERS);

    KsmClient() {
        this(BUDGET, MOST_WAITING);
    }

    /// @param budget      the longest time that a device waits
    /// @param mostWaiting how many may wait for one server at the same time; the others are turned away
    KsmClient(Duration budget, int mostWaiting) {
        this.share = budget.dividedBy(ATTEMPTS);
        this.mostWaiting = mostWaiting;
        this.http = new Http(share, MAX_ANSWER_BYTES);
    }

    /// What came back. The reasons never quote what was sent or received.
    sealed interface Reply {
        /// An answer to be read.
        record Answered(byte[] body) implements Reply {}

        /// An answer of something that is no key server.
        record Wrong(String why) implements Reply {}

        /// Worth another attempt.
        record Silent(String why) implements Reply {}
    }

    Reply post(URI url, byte[] body) {
        Semaphore room = waiting.of(url, () -> new Semaphore(mostWaiting));
        if (!room.tryAcquire()) return new Reply.Silent("is being asked by too many at once");
        try {
            Reply reply = once(url, body);
            boolean again =
                    reply instanceof Reply.Silent && !Thread.currentThread().isInterrupted();
            return again ? once(url, body) : reply;
        } finally {
            room.release();
        }
    }

    private Reply once(URI url, byte[] body) {
        return switch (http.post(url, HEADERS, body, share)) {
            case Http.Reply.Answered(int status, HttpHeaders _, byte[] answer) -> read(status, answer);
            case Http.Reply.Silent(String why, boolean _) -> new Reply.Silent(why);
        };
    }

    private static Reply read(int status, byte[] body) {
        if (status == STATUS_OK) return new Reply.Answered(body);
        String why = "answered with HTTP status " + status;
        return status >= SERVER_ERROR ? new Reply.Silent(why) : new Reply.Wrong(why);
    }
}
