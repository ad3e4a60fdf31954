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

    private static boolean accepts(Fields fields, String mediaType) {
        return fields.first("Accept").filter(value -> value.contains(mediaType)).isPresent();
    }
}
