package dev.licet.dashboard.openid;

import dev.licet.crypto.Authorities;
import dev.licet.domain.Ascii;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Asks the provider. Follows no redirect, and waits for no answer longer than [#TIMEOUT], from its first byte
/// to its last.
final class Web {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;

    private final SSLContext trust;
    private @Nullable HttpClient client;

    Web(SSLContext trust) {
        this.trust = trust;
    }

    /// An answer.
    ///
    /// @param type its media type, in lower case and without parameters
    record Answer(int status, String type, byte[] body) {}

    /// What comes of a body, as far as it is wanted: one that is too long is read to its end, or to the end of
    /// the time, and not kept.
    private static final class Body implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void accept(Optional<byte[]> part) {
            part.ifPresent(bytes -> {
                if (!isTooLong()) kept.writeBytes(bytes);
            });
        }

        synchronized boolean isTooLong() {
            return kept.size() > MOST_BYTES;
        }

        synchronized byte[] bytes() {
            return kept.toByteArray();
        }
    }

    Answer get(URI url, Map<String, String> headers) throws IOException, ParseException {
        return ask(HttpRequest.newBuilder(url).GET(), url, headers);
    }

    Answer post(URI url, Map<String, String> headers, String form) throws IOException, ParseException {
        return ask(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(form)), url, headers);
    }

    private Answer ask(HttpRequest.Builder request, URI url, Map<String, String> headers)
            throws IOException, ParseException {
        headers.forEach(request::setHeader);
        var body = new Body();
        var answer = client().sendAsync(request.build(), BodyHandlers.ofByteArrayConsumer(body));
        HttpResponse<Void> came = waited(answer, url);
        if (body.isTooLong()) throw new ParseException(named(url) + " answered more than " + MOST_BYTES + " bytes", 0);
        return new Answer(came.statusCode(), type(came), body.bytes());
    }

    private static <T> T waited(CompletableFuture<T> answer, URI url) throws IOException {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(
                    named(url) + " " + word(Objects.requireNonNull(failed.getCause())), failed.getCause());
        } catch (TimeoutException tooLong) {
            answer.cancel(true);
            throw new IOException(named(url) + " did not answer in time", tooLong);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(named(url) + " was not waited for", stopping);
        }
    }

    private static String type(HttpResponse<?> answer) {
        String field = answer.headers().firstValue("Content-Type").orElse("");
        return Ascii.lower(field.split(";", 2)[0].strip());
    }

    private static String word(Throwable cause) {
        Optional<String> distrust = Authorities.distrust(cause);
        if (distrust.isPresent()) {
            return "has a certificate that is not trusted (" + distrust.get()
                    + "): name the file of its authority's certificate in tls.ca-file";
        }
        return switch (cause) {
            case HttpTimeoutException slow -> "cannot be connected to in time";
            case ConnectException refused -> "cannot be connected to";
            case Throwable other ->
                "broke the connection off (" + other.getClass().getSimpleName() + ")";
        };
    }

    /// Without its query: that of an authorization address may hold anything.
    private static String named(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TIMEOUT)
                    .sslContext(trust)
                    .build();
        }
        return client;
    }
}
