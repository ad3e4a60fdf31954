package dev.licet.server.api;

import dev.licet.domain.request.ErrorFormat;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Fields;

/// In which form a caller gets a refusal.
enum ProblemFormat {
    /// A page, the default.
    HTML,
    /// `code` and `message`, as published.
    JSON,
    /// Problem details (RFC 9457).
    PROBLEM_JSON;

    /// By `Accept: application/problem+json`, else by `errorFormat`, as published.
    static ProblemFormat published(Parameters parameters, Fields fields) {
        if (accepts(fields, "application/problem+json")) return PROBLEM_JSON;
        return switch (ErrorFormat.asked(parameters)) {
            case HTML -> HTML;
            case JSON -> JSON;
        };
    }

    /// The same where no published text says what the default is: `Accept: application/json` counts too.
    static ProblemFormat negotiated(Parameters parameters, Fields fields) {
        boolean json = !parameters.has("errorFormat") && accepts(fields, "application/json");
        return json && !accepts(fields, "application/problem+json") ? JSON : published(parameters, fields);
    }

    /// What a player gets: nothing that a content decryption module could take for a license, and a page only
    /// for a person.
    static ProblemFormat ofPlayers(Fields fields) {
        if (isForPeople(fields)) return HTML;
        return accepts(fields, "application/problem+json") ? PROBLEM_JSON : JSON;
    }

    /// Whether a browser asks that shows pages to a person.
    static boolean isForPeople(Fields fields) {
        return accepts(fields, "text/html");
    }

    private static boolean accepts(Fields fields, String mediaType) {
        return fields.first("Accept").filter(value -> value.contains(mediaType)).isPresent();
    }
}
