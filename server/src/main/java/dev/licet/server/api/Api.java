package dev.licet.server.api;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.http.Application;
import dev.licet.http.Handling;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.keys.xml.XmlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All paths of the service. A slash at the end makes no difference.
public final class Api implements Application {
    private static final String HEALTH = "/health/";
    static final String LIVE = HEALTH + "live";
    static final String READY = HEALTH + "ready";
    private static final String PLAYREADY_RIGHTS = "/hms/" + Drm.PLAYREADY.path() + "/rights";
    private static final String CLEARKEY = "/hms/" + Drm.CLEARKEY.path() + "/";

    /// Where playlists lead players of AES-128.
    public static final String KEYS = CLEARKEY + "key";

    private static final String BARE_KEY = KEYS + "/";

    private static final int WRONG_METHOD = 405;
    /// A license costs as much as several tokens.
    private static final int PLACES_OF_A_LICENSE = 8;

    private final Routes routes;
    private final Parties parties;
    private final Set<Environment> clearKey;

    /// The endpoints.
    public record Endpoints(
            TokenEndpoint tokens,
            RightsEndpoint rights,
            CertificateEndpoint certificates,
            RecordEndpoint records,
            RecordStreamEndpoint recordStream,
            KeystoreEndpoint keys,
            PackagerEndpoints packagers,
            LicenseEndpoint licenses,
            ExplainEndpoint explanations,
            HealthEndpoint health,
            HomeEndpoint home) {}

    /// The endpoints for packagers.
    public record PackagerEndpoints(SpekeEndpoint speke, CpixEndpoint cpix, ContentKeyEndpoint contentKeys) {}

    /// @param parties  whose requests there are
    /// @param clearKey where the paths of Clear Key exist
    public Api(Endpoints endpoints, Parties parties, Set<Environment> clearKey) {
        this.routes = new Routes(endpoints);
        this.parties = parties;
        this.clearKey = Set.copyOf(clearKey);
    }

    /// All paths with their methods, as `openapi.json` writes them.
    Map<String, List<String>> paths() {
        return routes.methods();
    }

    @Override
    public Reply answer(Request request) {
        Optional<Route> route = route(request);
        Reply reply = route.map(known -> answer(known, request))
                .orElseGet(() -> refused(request, Problem.http(404, "There is nothing at this path")));
        return forBrowsers(route, request, reply);
    }

    @Override
    public String party(Request request) {
        return parties.of(request);
    }

    @Override
    public Optional<String> partyAtOnce(Request request) {
        return parties.atOnce(request);
    }

    /// What asks for the health of the service is answered however busy that is.
    @Override
    public Handling handling(Request request) {
        if (request.method().equals("OPTIONS")) return Handling.AT_ONCE;
        return switch (request.path()) {
            case LIVE, LIVE + "/" -> Handling.AT_ONCE;
            case READY, READY + "/" -> Handling.ALWAYS;
            default -> Handling.WHEN_THERE_IS_ROOM;
        };
    }

    @Override
    public int places(Request request) {
        boolean license = isForLicenses(request.path()) || request.path().startsWith(LicenseEndpoint.PATH);
        return license ? PLACES_OF_A_LICENSE : 1;
    }

    @Override
    public boolean isKnown(Request seen) {
        return !parties.of(seen).isEmpty();
    }

    /// Whoever asks in a wrong way is told the right ones, and always the same.
    private static Reply answer(Route route, Request request) {
        Reply reply = route.methods().contains(request.method()) ? taken(route, request) : wrongMethod(route, request);
        return reply.status() == WRONG_METHOD ? reply.with("Allow", route.allow()) : reply;
    }

    private static Reply wrongMethod(Route route, Request request) {
        return refused(request, Problem.http(WRONG_METHOD, "This path takes " + route.allow()));
    }

    private static Reply taken(Route route, Request request) {
        if (request.method().equals("OPTIONS")) return Cors.preflight(route.allow(), request.fields());
        if (!mayAsk(route, request)) {
            return refused(request, Problem.http(403, "This path wants the certificate of a client"));
        }
        try {
            return route.answer().apply(request);
        } catch (StoreUnavailable noAnswer) {
            var why = Refused.busy(Refusal.ADMIN_ERROR, "the database does not answer");
            return refused(request, Problem.of(why.because(noAnswer.getMessage())));
        } catch (StoreDamaged tampered) {
            var why = Refused.service(Refusal.ADMIN_ERROR, "what is stored does not open; tell the operator");
            return refused(request, Problem.of(why.because(tampered.getMessage())));
        }
    }

    private static boolean mayAsk(Route route, Request request) {
        return switch (route.callers()) {
            case PLAYERS -> true;
            case SERVERS -> request.client().isTrusted() || request.path().startsWith(HEALTH);
        };
    }

    /// Packagers send whole documents, and browsers a challenge in base64 and UTF-16.
    @Override
    public int bodyBytes(String path, int usual) {
        if (isRightsManager(path)) return Math.max(usual, PlayReadyRequest.MAX_WRAPPED_BYTES);
        return isForDocuments(path) ? Math.max(usual, XmlReader.MOST_BYTES) : usual;
    }

    /// Of a request that was not understood, not even the page that it came from is known; that page may read
    /// why.
    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        // Nobody knows what was asked for, and most who send what cannot be read are programs.
        if (seen.method().isEmpty()) {
            return Cors.openToAll(ProblemPrinter.print(Problem.of(trouble), ProblemFormat.JSON, seen.id()));
        }
        boolean document = trouble == Trouble.BODY_TOO_LARGE && isForDocuments(seen.path());
        var problem = document ? Problem.http(trouble.status(), XmlReader.TOO_LARGE) : Problem.of(trouble);
        return forBrowsers(route(seen), seen, refused(seen, problem));
    }

    /// A refusal without a published code, in the form in which its door refuses: who sends a program's request reads
    /// nothing else.
    static Reply refused(Request request, Problem problem) {
        return RefusalForm.of(request.path()).print(problem, request);
    }

    static boolean isForDocuments(String path) {
        return path.startsWith("/speke/") || path.startsWith(CpixEndpoint.PATH);
    }

    static boolean isRightsManager(String path) {
        String plain = plain(path);
        return Ascii.same(plain, PublicUrls.RIGHTS_MANAGER) || plain.equals(PLAYREADY_RIGHTS);
    }

    static boolean isForLicenses(String path) {
        return isRightsManager(path)
                || isKey(path)
                || Stream.of(Drm.values()).anyMatch(drm -> plain(path).equals("/hms/" + drm.path() + "/rights"));
    }

    static boolean isKey(String path) {
        return path.startsWith(BARE_KEY);
    }

    static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Reply forBrowsers(Optional<Route> route, Request request, Reply reply) {
        Route.Callers callers = route.map(Route::callers).orElse(Route.Callers.PLAYERS);
        return switch (callers) {
            case SERVERS -> reply;
            case PLAYERS -> Cors.open(reply, request.fields());
        };
    }

    private Optional<Route> route(Request request) {
        boolean hidden = request.path().startsWith(CLEARKEY) && !clearKey.contains(request.environment());
        return hidden ? Optional.empty() : routes.of(plain(request.path()));
    }
}
