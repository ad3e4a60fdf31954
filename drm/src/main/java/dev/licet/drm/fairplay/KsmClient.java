package dev.licet.drm.fairplay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Posts to the key servers (KSM) that operators run next to this service. Two attempts of half the budget each keep
/// the whole within the budget. Follows no redirect: a request carries keys, and where it goes is the operator's to
/// say.
final class KsmClient {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 2;
    private static final int MOST_WAITING = 256;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int STATUS_OK = 200;
    private static final int SERVER_ERROR = 500;

    private final Duration share;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private HttpClient client;

    KsmClient() {
        this(BUDGET);
    }

    /// @param budget the longest time that a device waits
    KsmClient(Duration budget) {
        this.share = budget.dividedBy(ATTEMPTS);
    }

    /// What came back. The reasons never quote what was sent or received.
    sealed interface Reply {
        /// An answer to be read.
        record Answered(byte[] body) implements Reply {}

        /// An answer of something that is no key server, or no answer at all to an address that cannot be right.
        record Wrong(String why) implements Reply {}

        /// Worth another attempt.
        record Silent(String why) implements Reply {}
    }

    Reply post(URI url, byte[] body) {
        if (!waiting.tryAcquire()) return new Reply.Silent("is being asked by too many at once");
        try {
            Reply reply = once(url, body);
            boolean again =
                    reply instanceof Reply.Silent && !Thread.currentThread().isInterrupted();
            return again ? once(url, body) : reply;
        } finally {
            waiting.release();
        }
    }

    /// The client's own time limit would end with the headers, and a server that drips its body could hold us.
    private Reply once(URI url, byte[] body) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        var answer = client().sendAsync(
                        request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            return read(answer.get(share.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException broken) {
            return new Reply.Silent(
                    "cannot be reached (" + broken.getCause().getClass().getSimpleName() + ")");
        } catch (TimeoutException tooLong) {
            return silent(answer, "did not answer in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return silent(answer, "was not waited for, because this node is stopping");
        }
    }

    private static Reply read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == STATUS_OK) return new Reply.Answered(response.body());
        String why = "answered with HTTP status " + status;
        return status >= SERVER_ERROR ? new Reply.Silent(why) : new Reply.Wrong(why);
    }

    private static Reply silent(CompletableFuture<?> answer, String why) {
        answer.cancel(true);
        return new Reply.Silent(why);
    }

    /// Made only when it is needed, because most installations have no such server.
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(share)
                    .build();
        }
        return client;
    }
}
