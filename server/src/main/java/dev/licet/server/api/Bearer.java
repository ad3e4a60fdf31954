package dev.licet.server.api;

import dev.licet.http.Fields;
import java.util.Optional;

/// The `Authorization: Bearer …` field (RFC 6750 section 2.1).
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /// What follows the scheme, which is read in any case.
    public static Optional<String> of(Fields fields) {
        return fields.first("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
