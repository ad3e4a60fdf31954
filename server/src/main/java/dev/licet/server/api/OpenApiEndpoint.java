package dev.licet.server.api;

import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `/openapi`: the description of the API for programs (OpenAPI 3.1), the file `openapi.json` beside this class.
final class OpenApiEndpoint {
    private static final String AN_HOUR = "public, max-age=3600";

    private final byte[] document = load();

    private static byte[] load() {
        try (InputStream in = OpenApiEndpoint.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Reply answer(Request request) {
        return Reply.of(200, "application/json", document).with("Cache-Control", AN_HOUR);
    }
}
