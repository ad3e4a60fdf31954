package dev.licet.server.api;

import dev.licet.domain.Accept;
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

    /// What says in which form, as published.
    static final String PARAMETER = "errorFormat";

    private static final String PAGE = "text/html";
    private static final String OBJECT = "application/json";
    private static final String DETAILS = "application/problem+json";

    /// By `Accept: application/problem+json`, else by `errorFormat`, as published. Whoever refuses pages gets none by
    /// default.
    static ProblemFormat published(Parameters parameters, Fields fields) {
        var accept = accept(fields);
        if (accept.named(DETAILS) > 0) return PROBLEM_JSON;
        boolean noPage = !parameters.has(PARAMETER) && accept.refuses(PAGE) && !accept.refuses(OBJECT);
        if (noPage) return JSON;
        return switch (ErrorFormat.asked(parameters)) {
            case HTML -> HTML;
            case JSON -> JSON;
        };
    }

    /// The same where no published text says what the default is: `Accept: application/json` counts too.
    static ProblemFormat negotiated(Parameters parameters, Fields fields) {
        var accept = accept(fields);
        int json = parameters.has(PARAMETER) ? 0 : accept.named(OBJECT);
        boolean wanted = json > accept.named(DETAILS) && json >= accept.named(PAGE);
        return wanted ? JSON : published(parameters, fields);
    }

    /// What a program gets whose answers are objects: a page only for a person, or where `errorFormat` asks for one.
    static ProblemFormat ofPrograms(Parameters parameters, Fields fields) {
        return parameters.has(PARAMETER) ? published(parameters, fields) : ofPlayers(fields);
    }

    /// What a player gets: nothing that a content decryption module could take for a license, and a page only
    /// for a person.
    static ProblemFormat ofPlayers(Fields fields) {
        if (isForPeople(fields)) return HTML;
        var accept = accept(fields);
        boolean details = accept.named(DETAILS) > 0 && accept.named(DETAILS) >= accept.named(OBJECT);
        return details || accept.refuses(OBJECT) && !accept.refuses(DETAILS) ? PROBLEM_JSON : JSON;
    }

    /// Whether a browser asks that shows pages to a person, and likes nothing better.
    static boolean isForPeople(Fields fields) {
        var accept = accept(fields);
        int page = accept.named(PAGE);
        return page > 0 && page >= accept.named(OBJECT) && page >= accept.named(DETAILS);
    }

    private static Accept accept(Fields fields) {
        return Accept.of(fields.first("Accept"));
    }
}
