package dev.licet.server.api;

import dev.licet.drm.wire.Json;
import dev.licet.http.Reply;

/// Words refusals: as a page, as published JSON, or as problem details.
final class ProblemPrinter {
    private ProblemPrinter() {}

    static Reply print(Problem problem, ProblemFormat format, String requestId) {
        Reply reply =
                switch (format) {
                    case HTML -> html(problem, requestId);
                    case JSON -> Reply.of(problem.status(), "application/json", json(problem, requestId));
                    case PROBLEM_JSON ->
                        Reply.of(problem.status(), "application/problem+json", details(problem, requestId));
                };
        reply = reply.with("Licet-Code", Integer.toString(problem.code())).because(problem.cause());
        return problem.status() == 401 ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }

    /// The published form.
    static byte[] json(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeNumberField("code", problem.code());
            json.writeStringField("message", problem.message());
            json.writeStringField("requestId", requestId);
            if (problem.parameter().isPresent())
                json.writeStringField("parameter", problem.parameter().get());
            if (problem.hint().isPresent())
                json.writeStringField("hint", problem.hint().get());
        });
    }

    private static byte[] details(Problem problem, String requestId) {
        return Json.object(json -> {
            json.writeStringField("type", problem.type());
            json.writeStringField("title", title(problem));
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.message());
            json.writeNumberField("code", problem.code());
            json.writeStringField("requestId", requestId);
            if (problem.parameter().isPresent())
                json.writeStringField("parameter", problem.parameter().get());
            if (problem.hint().isPresent())
                json.writeStringField("hint", problem.hint().get());
        });
    }

    /// The same for every problem of a type, as RFC 9457 section 3.1.3 asks for.
    private static String title(Problem problem) {
        boolean unproven = problem.status() == 403 && !problem.type().endsWith("/not-authorized");
        return Problem.title(unproven ? 401 : problem.status());
    }

    private static Reply html(Problem problem, String requestId) {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
        page.append(problem.code()).append("</title></head>\n<body>\n<h1>");
        page.append(Html.escaped(problem.message())).append("</h1>\n");
        problem.hint()
                .ifPresent(hint -> page.append("<p>").append(Html.escaped(hint)).append("</p>\n"));
        page.append("<p>Request <code>").append(Html.escaped(requestId)).append("</code></p>\n</body>\n</html>\n");
        return Html.page(problem.status(), page.toString());
    }
}
