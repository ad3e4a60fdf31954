package dev.licet.server.admin;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.audit.LoggedAudit;
import dev.licet.domain.operator.Scope;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.http.Application;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.http.Wrapper;
import dev.licet.http.lane.Lanes;
import dev.licet.server.api.Bearer;
import dev.licet.storage.operator.OperatorToken;
import dev.licet.storage.operator.OperatorTokens;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/admin/api/v1`: what programs may do that run the installation. Everything else is somebody else's.
public final class AdminApi extends Wrapper {
    static final String ROOT = "/admin/api/v1";
    private static final String DESCRIPTION = "/openapi";
    private static final String READ = "GET, HEAD";
    private static final int STRANGERS_PER_SECOND = 20;

    private final OperatorTokens tokens;
    private final AdminDeeds deeds;
    private final Lanes lanes;
    private final List<AdminRoute> routes;
    private final Reply description = AdminDescription.load();

    /// @param others answers what is not under [#ROOT]
    /// @param parts  what the routes work on
    public AdminApi(Application others, AdminParts parts) {
        super(others);
        this.tokens = parts.database().operatorTokens();
        this.deeds = new AdminDeeds(
                new LoggedAudit(parts.database().audit()), new RecordThrottle(parts.clock(), STRANGERS_PER_SECOND));
        this.lanes = parts.lanes();
        this.routes = AdminRoutes.over(parts);
    }

    /// All routes.
    List<AdminRoute> routes() {
        return routes;
    }

    private static boolean isOurs(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    @Override
    public Reply answer(Request request) {
        if (!isOurs(request.path())) return super.answer(request);
        try {
            return ours(request);
        } catch (Objection why) {
            Reply reply = AdminAnswer.problem(why.status(), why.getMessage(), why.member(), request.id());
            return why.allowed().map(methods -> reply.with("Allow", methods)).orElse(reply);
        } catch (StoreUnavailable noAnswer) {
            return AdminAnswer.problem(503, "The database does not answer", Optional.empty(), request.id())
                    .because(Cause.busy(noAnswer.getMessage()));
        } catch (StoreDamaged tampered) {
            return AdminAnswer.problem(500, "What is stored does not open", Optional.empty(), request.id())
                    .because(Cause.inside(tampered.getMessage()));
        }
    }

    private Reply ours(Request request) throws Objection {
        String path = plain(request.path().substring(ROOT.length()));
        if (path.equals(DESCRIPTION)) return described(request);
        OperatorToken token = token(request);
        List<String> steps = steps(path);
        AdminRoute route = route(request, steps);
        var call = new AdminCall(request, token, route.match(steps).orElseThrow());
        return route.verb().isPresent() ? changed(route, call) : read(route, call);
    }

    /// For everybody, so a wrong method is told to everybody too.
    private Reply described(Request request) throws Objection {
        if (isRead(request)) return description;
        throw Objection.method(READ);
    }

    private OperatorToken token(Request request) throws Objection {
        Optional<String> sent = Bearer.of(request.fields());
        Optional<OperatorToken> token = sent.flatMap(tokens::find);
        if (token.isPresent()) return token.get();
        if (sent.isPresent()) deeds.keptOut(request);
        throw new Objection(401, "Send the token of a program as Authorization: Bearer …", Optional.empty());
    }

    private static List<String> steps(String path) {
        return List.of((path.isEmpty() ? "" : path.substring(1)).split("/", -1));
    }

    private static String plain(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private AdminRoute route(Request request, List<String> steps) throws Objection {
        var here =
                routes.stream().filter(route -> route.match(steps).isPresent()).toList();
        if (here.isEmpty()) throw Objection.notFound();
        String method = isRead(request) ? "GET" : request.method();
        return here.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .orElseThrow(() -> Objection.method(methods(here)));
    }

    private static String methods(List<AdminRoute> routes) {
        return routes.stream()
                .map(route -> route.method().equals("GET") ? READ : route.method())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Reply read(AdminRoute route, AdminCall call) throws Objection {
        requireScopes(route, call);
        var handler = route.handler();
        return unlessKnown(call.request(), call.in(handler.lane(lanes), () -> handler.answer(call)));
    }

    /// A client that names the current version gets no body.
    private static Reply unlessKnown(Request request, Reply reply) {
        Optional<String> tag = reply.field("ETag");
        boolean known = tag.isPresent()
                && request.fields()
                        .first("If-None-Match")
                        .filter(field -> names(field, tag.get()))
                        .isPresent();
        return known ? Reply.empty(304).with("ETag", tag.get()) : reply;
    }

    private static void requireScopes(AdminRoute route, AdminCall call) throws Objection {
        var missing = EnumSet.noneOf(Scope.class);
        missing.addAll(route.needs());
        missing.removeAll(call.token().scopes());
        if (missing.isEmpty()) return;
        String words = missing.stream().map(Scope::word).collect(Collectors.joining(", "));
        throw new Objection(403, "This token lacks the scope " + words, Optional.empty());
    }

    private Reply changed(AdminRoute route, AdminCall call) throws Objection {
        return deeds.carriedOut(route, call, () -> {
            requireScopes(route, call);
            requireWhatIsMeant(call);
            return route.handler().answer(call);
        });
    }

    /// Whether a field names a tag, among others or by a star. A weak tag is the same here: answers of one tag are the
    /// same to the byte.
    private static boolean names(String field, String tag) {
        return Stream.of(field.split(","))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }

    /// Whether the caller knows what is there (RFC 9110 section 13.1).
    private void requireWhatIsMeant(AdminCall call) throws Objection {
        var fields = call.request().fields();
        Optional<String> match = fields.first("If-Match");
        Optional<String> none = fields.first("If-None-Match");
        if (match.isEmpty() && none.isEmpty()) return;
        Optional<String> tag = call.in(lanes.reading(), () -> present(call));
        boolean right = match.filter(wanted -> tag.isEmpty() || !names(wanted, tag.get()))
                        .isEmpty()
                && none.filter(unwanted -> tag.isPresent() && names(unwanted, tag.get()))
                        .isEmpty();
        if (!right) throw new Objection(412, "It is not what it was when you read it", Optional.empty());
    }

    /// The tag of what a GET would answer; empty when there is nothing.
    private Optional<String> present(AdminCall call) throws Objection {
        List<String> steps = steps(plain(call.request().path().substring(ROOT.length())));
        for (AdminRoute route : routes) {
            Optional<Map<String, String>> names = route.match(steps);
            if (names.isEmpty() || !route.method().equals("GET")) continue;
            try {
                return route.handler()
                        .answer(new AdminCall(call.request(), call.token(), names.get()))
                        .field("ETag");
            } catch (Objection why) {
                if (why.status() == 404) return Optional.empty();
                throw why;
            }
        }
        return Optional.empty();
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        if (!isOurs(seen.path())) return super.refuse(seen, trouble);
        return AdminAnswer.problem(trouble.status(), trouble.message(), Optional.empty(), seen.id());
    }
}
