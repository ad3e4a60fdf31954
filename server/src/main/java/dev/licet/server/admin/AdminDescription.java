package dev.licet.server.admin;

import dev.licet.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The description of this API for programs (OpenAPI 3.1).
final class AdminDescription {
    private AdminDescription() {}

    static Reply load() {
        try (InputStream in = AdminDescription.class.getResourceAsStream("openapi.json")) {
            return Reply.of(200, "application/json", in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
