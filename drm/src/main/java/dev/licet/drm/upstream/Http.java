package dev.licet.drm.upstream;

import dev.licet.crypto.Authorities;
import dev.licet.domain.trace.Steps;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One HTTP client for many servers, so that connections are used again. Follows no redirect: a request carries
/// keys, and where it goes is the operator's to say.
public final class Http {
    private final Duration connect;
    private final int maxAnswerBytes;
    private final Authorities trust;
    private @Nullable HttpClient client;

    /// @param connect        the longest time to connect
    /// @param maxAnswerBytes the longest answer that is read
    /// @param trust          whose certificates are believed
    public Http(Duration connect, int maxAnswerBytes, Authorities trust) {
        this.connect = connect;
        this.maxAnswerBytes = maxAnswerBytes;
        this.trust = trust;
    }

    /// What came back.
    public sealed interface Reply {
        /// An answer that is longer than the longest that is read. It would be as long the next time.
        ///
        /// @param status the HTTP status, which can still say that the server is unwell
        record TooLong(int status, String why) implements Reply {}

        /// An answer.
        ///
        /// @param headers by name, whatever their case
        record Answered(int status, HttpHeaders headers, byte[] body) implements Reply {}

        /// None; `why` never quotes what was sent or received.
        ///
        /// @param sent whether the request may have arrived all the same
        record Silent(String why, boolean sent) implements Reply {}
    }

    /// Posts `body`, and waits no longer than `limit` for the last byte of the answer. The client's own time
    /// limit ends with the headers, which would let an upstream drip its body for ever.
    public Reply post(URI url, Map<String, String> headers, byte[] body, Duration limit) {
        var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(body));
        Steps.onward().ifPresent(parent -> request.setHeader("traceparent", parent));
        headers.forEach(request::setHeader);
        return wait(client().sendAsync(request.build(), _ -> new BoundedBody(maxAnswerBytes)), url, limit);
    }

    private Reply wait(CompletableFuture<HttpResponse<Optional<byte[]>>> answer, URI url, Duration limit) {
        try {
            var response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            return response.body()
                    .<Reply>map(body -> new Reply.Answered(status, response.headers(), body))
                    .orElseGet(() -> new Reply.TooLong(status, "answered with more than " + maxAnswerBytes + " bytes"));
        } catch (ExecutionException failed) {
            return silent(Objects.requireNonNull(failed.getCause()), url);
        } catch (TimeoutException tooLong) {
            answer.cancel(true);
            return new Reply.Silent("did not answer in time", true);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.Silent("was not waited for, because this node is stopping", true);
        }
    }

    private static Reply silent(Throwable cause, URI url) {
        Optional<Reply> certificate = doubted(cause, url);
        if (certificate.isPresent()) return certificate.get();
        return switch (cause) {
            case HttpConnectTimeoutException slow -> new Reply.Silent("cannot be connected to in time", false);
            case ConnectException refused -> new Reply.Silent("cannot be connected to", false);
            case Throwable other ->
                new Reply.Silent("broke the connection off (" + other.getClass().getSimpleName() + ")", true);
        };
    }

    /// One of the two certificates of a connection is not believed. Of the URL only where the server is: the rest
    /// may hold a secret.
    private static Optional<Reply> doubted(Throwable cause, URI url) {
        Optional<Reply> theirs = Authorities.distrust(cause)
                .<Reply>map(why -> new Reply.Silent(
                        "has at " + url.getScheme() + "://" + url.getRawAuthority()
                                + " a certificate that is not trusted (" + why
                                + "): name the file of its authority's certificate in tls.ca-file",
                        false));
        return theirs.or(() -> Authorities.stranger(cause)
                .<Reply>map(why -> new Reply.Silent(
                        "asks for a client certificate that it knows (" + why
                                + "): name one in upstream.tls.certificate",
                        false)));
    }

    /// Made only when it is needed, because most installations begin without any such server.
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connect)
                    .sslContext(trust.context())
                    .build();
        }
        return client;
    }
}
