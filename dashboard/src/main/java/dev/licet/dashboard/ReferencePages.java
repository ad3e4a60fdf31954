package dev.licet.dashboard;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.licet.dashboard.view.ReferencePage;
import dev.licet.domain.Ascii;
import dev.licet.domain.Environment;
import dev.licet.http.Application;
import dev.licet.http.Body;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The reference of the API: the service's own description of it, and a way to try it in the test environment.
///
/// Storefronts' endpoints answer no page of another origin, so what is tried goes to this origin and is handed on
/// inside the process. It needs what every caller needs, such as an authenticator; the session gives it nothing.
final class ReferencePages {
    private static final String TRY = "/admin/reference/try";
    private static final String DESCRIPTION = "/openapi";
    private static final String OF_OPERATORS = "/admin/api/v1/openapi";
    /// What comes back is looked at as text and must not become a page of the dashboard.
    private static final String NO_PAGE = "sandbox; default-src 'none'";

    private volatile Optional<Application> api = Optional.empty();

    /// @param application what answers callers of the API
    void lend(Application application) {
        api = Optional.of(application);
    }

    Reply show(Visit visit) {
        boolean operators = visit.form().text("of").equals("operators");
        String description = operators ? OF_OPERATORS : "/admin/reference/description";
        return visit.page("reference", new ReferencePage(visit.frame("API reference"), description, operators));
    }

    /// The description of the API, as if the service were below the address at which it is tried.
    Reply description(Visit visit) {
        Request request = visit.request();
        var asked = new Request(Environment.TEST, "GET", DESCRIPTION, "", request.fields(), new byte[0], request.id());
        return api.flatMap(service -> placed(service.answer(asked)))
                .map(text -> Pages.guarded(Reply.of(200, "application/json", text)))
                .orElseGet(Pages::notFound);
    }

    private static Optional<String> placed(Reply description) {
        if (!(description.body() instanceof Body.Bytes(byte[] bytes))) return Optional.empty();
        try {
            var document = JSONObjectUtils.parse(new String(bytes, StandardCharsets.UTF_8));
            document.put("servers", List.of(Map.of("url", TRY, "description", "The test environment")));
            return Optional.of(JSONObjectUtils.toJSONString(document));
        } catch (ParseException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static boolean isTried(String path) {
        return path.startsWith(TRY + "/");
    }

    /// Hands a request on to the test environment. What tells this session from others stays here.
    Optional<Reply> attempt(Request request) {
        var asked = new Request(
                Environment.TEST,
                request.method(),
                request.path().substring(TRY.length()),
                request.rawQuery(),
                name -> Ascii.same(name, "Cookie")
                        ? Optional.empty()
                        : request.fields().first(name),
                request.body(),
                request.id(),
                request.client());
        return api.map(service -> Pages.guarded(service.answer(asked)).with("Content-Security-Policy", NO_PAGE));
    }
}
