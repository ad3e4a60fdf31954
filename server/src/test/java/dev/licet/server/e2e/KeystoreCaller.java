package dev.licet.server.e2e;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls the key storage as the owner of an authenticator does.
///
/// @param environment   where
/// @param authenticator sent as a parameter, as published
record KeystoreCaller(RunningService service, Environment environment, String authenticator) {
    static final String KEK = "000102030405060708090a0b0c0d0e0f";

    Api.Reply get(String path) {
        return send("GET", path, "");
    }

    Api.Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Api.Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Api.Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /// @param path below `/keystore`, with its query
    Api.Reply send(String method, String path, String body, String... headers) {
        String separator = path.contains("?") ? "&" : "?";
        return plain(method, path + separator + "customerAuthenticator=" + authenticator, body, headers);
    }

    /// The same without the parameter.
    Api.Reply plain(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(service.url(environment, "/keystore" + path)))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        try {
            HttpResponse<byte[]> response = Api.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Api.Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
