package dev.licet.server.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A client of server-sent events (WHATWG HTML section 9.2) that remembers where it was.
final class EventStream implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private String lastId = "";

    /// One event with data.
    ///
    /// @param name `message` unless it says another
    record Event(String name, String id, String data) {}

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventStream open(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).headers(headers).build();
        try {
            return new EventStream(Api.CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// The id to come back with.
    String lastId() {
        return lastId;
    }

    /// Waits for the next event; empty when the server has ended the stream.
    Optional<Event> next() {
        String data = "";
        String name = "message";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) lastId = line.substring(4);
                if (line.startsWith("event: ")) name = line.substring(7);
                if (line.startsWith("data: ")) data += (data.isEmpty() ? "" : "\n") + line.substring(6);
                if (line.isEmpty() && !data.isEmpty()) return Optional.of(new Event(name, lastId, data));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Optional.empty();
    }

    /// Waits for the first id, which comes before any event.
    void awaitFirstId() {
        try {
            while (lastId.isEmpty()) {
                String line = lines.readLine();
                if (line == null) throw new IllegalStateException("the stream ended before it began");
                if (line.startsWith("id: ")) lastId = line.substring(4);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException alreadyGone) {
            throw new UncheckedIOException(alreadyGone);
        }
    }
}
