package dev.licet.device;

import dev.licet.crypto.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Talks to a server like a player: no redirects, no cookies, bytes in and bytes out.
final class Http implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    /// An answer.
    ///
    /// @param status  the HTTP status
    /// @param headers of the answer
    /// @param body    at most 1 MiB
    record Reply(int status, HttpHeaders headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    private final HttpClient client;

    /// @param trust whose certificates are believed
    Http(Authorities trust) {
        client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trust.context())
                .build();
    }

    Reply get(URI url) throws Complaint {
        return send(request(url).GET().build());
    }

    Reply post(URI url, Map<String, String> headers, byte[] body) throws Complaint {
        var request = request(url).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    private static HttpRequest.Builder request(URI url) throws Complaint {
        try {
            return HttpRequest.newBuilder(url).timeout(ANSWER);
        } catch (IllegalArgumentException unusable) {
            throw new Complaint(ExitCode.USAGE, "the URL must begin with http:// or https:// and name a host");
        }
    }

    private Reply send(HttpRequest request) throws Complaint {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Reply(answer.statusCode(), answer.headers(), body.readNBytes(MAX_ANSWER_BYTES));
            }
        } catch (IOException broken) {
            throw new Complaint(ExitCode.UNUSABLE, "no answer from " + host(request.uri()) + ": " + describe(broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Complaint(ExitCode.UNUSABLE, "stopped while waiting for " + host(request.uri()));
        }
    }

    /// Never the whole URL, which holds a token.
    private static String host(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String describe(IOException broken) {
        Optional<String> distrust = Authorities.distrust(broken);
        if (distrust.isPresent()) {
            return "its certificate is not trusted (" + distrust.get()
                    + "); name the file of its authority's certificate with --ca-file";
        }
        String text = broken.getMessage();
        return text == null ? broken.getClass().getSimpleName() : text;
    }

    @Override
    public void close() {
        client.close();
    }
}
