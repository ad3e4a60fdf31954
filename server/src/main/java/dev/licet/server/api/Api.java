package dev.licet.server.api;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.request.Parameters;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.http.Application;
import dev.licet.http.Handling;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.keys.xml.XmlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// All paths of the service. A slash at the end makes no difference.
public final class Api implements Application {
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> TOKEN = List.of("GET", "POST");
    private static final List<String> PACKAGER = List.of("POST");
    private static final List<String> RIGHTS = List.of("POST", "GET", "HEAD", "OPTIONS");
    private static final List<String> KEY = List.of("GET", "OPTIONS");
    private static final List<String> CERTIFICATE = List.of("GET", "HEAD", "OPTIONS");
    private static final String FAIRPLAY_CERTIFICATE = "/hms/fp/certificate/";
    private static final String HEALTH = "/health/";
    private static final String LIVE = HEALTH + "live";
    private static final String READY = HEALTH + "ready";
    private static final byte[] NO_FORM = {};
    /// Where PlayReady clients go, as published; servers of Microsoft's do not mind its case.
    private static final String RIGHTS_MANAGER = "/playready/RightsManager.asmx";

    private static final String PLAYREADY_RIGHTS = "/hms/" + Drm.PLAYREADY.path() + "/rights";
    private static final String CLEARKEY = "/hms/" + Drm.CLEARKEY.path() + "/";

    /// Where playlists lead players of AES-128.
    public static final String KEYS = CLEARKEY + "key";

    private final Map<String, Route> routes = new HashMap<>();
    private final Parties parties;
    private final Set<Environment> clearKey;
    private final Function<String, Route> fairPlayCertificate;
    private final Function<String, Route> bareKeys;
    private final Function<String, Optional<Route>> keystore;
    private final Function<String, Route> cpix;
    private final Function<String, Route> contentKeys;
    private final Function<String, Route> licenses;

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
        this.parties = parties;
        this.clearKey = Set.copyOf(clearKey);
        for (Drm drm : Drm.values()) {
            Function<Request, Reply> issue = request -> endpoints.tokens().answer(drm, request);
            Function<Request, Reply> redeem = request -> endpoints.rights().answer(drm, request);
            routes.put("/hms/" + drm.path() + "/token", new Route(TOKEN, Route.Callers.SERVERS, issue));
            routes.put("/hms/" + drm.path() + "/rights", new Route(RIGHTS, Route.Callers.PLAYERS, redeem));
        }
        routes.put(RIGHTS_MANAGER, routes.get(PLAYREADY_RIGHTS));
        var certificates = endpoints.certificates();
        routes.put("/hms/wv/certificate", new Route(CERTIFICATE, Route.Callers.PLAYERS, certificates::widevine));
        fairPlayCertificate = account ->
                new Route(CERTIFICATE, Route.Callers.PLAYERS, request -> certificates.fairPlay(account, request));
        bareKeys = name -> new Route(
                KEY, Route.Callers.PLAYERS, request -> endpoints.rights().key(name, request));
        keystore = endpoints.keys()::route;
        routes.put("/", new Route(READ, Route.Callers.PLAYERS, endpoints.home()::answer));
        routes.put("/openapi", new Route(CERTIFICATE, Route.Callers.PLAYERS, new OpenApiEndpoint()::answer));
        routes.put("/cmiapi/getrecord", new Route(READ, Route.Callers.SERVERS, endpoints.records()::answer));
        var stream = endpoints.recordStream();
        routes.put("/cmiapi/records/stream", new Route(READ, Route.Callers.SERVERS, stream::answer));
        routes.put(
                SpekeEndpoint.PATH,
                new Route(PACKAGER, Route.Callers.SERVERS, endpoints.packagers().speke()::answer));
        routes.put(
                CpixEndpoint.PATH,
                new Route(PACKAGER, Route.Callers.SERVERS, endpoints.packagers().cpix()::take));
        cpix = content -> new Route(
                READ,
                Route.Callers.SERVERS,
                request -> endpoints.packagers().cpix().document(request, content));
        contentKeys = signer -> new Route(
                PACKAGER,
                Route.Callers.SERVERS,
                request -> endpoints.packagers().contentKeys().answer(request, signer));
        licenses = signer -> new Route(
                PACKAGER, Route.Callers.SERVERS, request -> endpoints.licenses().answer(request, signer));
        routes.put("/explain", new Route(TOKEN, Route.Callers.SERVERS, endpoints.explanations()::answer));
        routes.put(LIVE, new Route(READ, Route.Callers.SERVERS, request -> endpoints
                .health()
                .live()));
        routes.put(READY, new Route(READ, Route.Callers.SERVERS, request -> endpoints
                .health()
                .ready()));
    }

    /// All paths with their methods, as `openapi.json` writes them.
    Map<String, List<String>> paths() {
        var paths = new TreeMap<String, List<String>>();
        routes.forEach((path, route) -> paths.put(path, route.methods()));
        paths.put(FAIRPLAY_CERTIFICATE + "{account}", CERTIFICATE);
        paths.put(KEYS + "/{contentId}/{kid}", KEY);
        paths.put(CpixEndpoint.PATH + "/{contentId}", READ);
        paths.put(ContentKeyEndpoint.PATH + "{signer}", PACKAGER);
        paths.put(LicenseEndpoint.PATH + "{signer}", PACKAGER);
        for (String path : KeystoreEndpoint.PATHS) {
            paths.put(
                    KeystoreEndpoint.PATH + path,
                    keystore.apply(path).orElseThrow().methods());
        }
        return paths;
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
    public boolean isKnown(Request seen) {
        return !parties.of(seen).isEmpty();
    }

    private static Reply answer(Route route, Request request) {
        if (!route.methods().contains(request.method())) return wrongMethod(route, request);
        if (request.method().equals("OPTIONS")) return Cors.preflight(request.fields());
        boolean health = request.path().startsWith(HEALTH);
        if (route.callers() == Route.Callers.SERVERS
                && !health
                && !request.client().isTrusted()) {
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

    private static Reply wrongMethod(Route route, Request request) {
        String allowed = String.join(", ", route.methods());
        return refused(request, Problem.http(405, "This path takes " + allowed)).with("Allow", allowed);
    }

    /// Packagers send whole documents, and browsers a challenge in base64 and UTF-16.
    @Override
    public int bodyBytes(String path, int usual) {
        if (isRightsManager(path)) return Math.max(usual, PlayReadyRequest.MAX_WRAPPED_BYTES);
        boolean document = path.startsWith("/speke/") || path.startsWith("/cpix");
        return document ? Math.max(usual, XmlReader.MOST_BYTES) : usual;
    }

    /// Of a request that was not understood, not even the page that it came from is known; that page may read
    /// why.
    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        // Nobody knows what was asked for, and most who send what cannot be read are programs.
        if (seen.method().isEmpty()) {
            return Cors.openToAll(ProblemPrinter.print(Problem.of(trouble), ProblemFormat.JSON, seen.id()));
        }
        return forBrowsers(route(seen), seen, refused(seen, Problem.of(trouble)));
    }

    /// A refusal without a published code. PlayReady clients read nothing but faults.
    static Reply refused(Request request, Problem problem) {
        boolean asked = request.method().equals("POST") && isRightsManager(request.path());
        return asked
                ? FaultPrinter.print(problem, request.id())
                : ProblemPrinter.print(problem, format(request), request.id());
    }

    static boolean isRightsManager(String path) {
        String plain = plain(path);
        return Ascii.same(plain, RIGHTS_MANAGER) || plain.equals(PLAYREADY_RIGHTS);
    }

    private static ProblemFormat format(Request request) {
        if (request.path().startsWith(KeystoreEndpoint.PATH)) return ProblemFormat.JSON;
        return isForLicenses(request.path())
                ? ProblemFormat.ofPlayers(request.fields())
                : ProblemFormat.negotiated(Parameters.read(request.rawQuery(), NO_FORM), request.fields());
    }

    private static boolean isForLicenses(String path) {
        return isRightsManager(path)
                || isKey(path)
                || Stream.of(Drm.values()).anyMatch(drm -> plain(path).equals("/hms/" + drm.path() + "/rights"));
    }

    static boolean isKey(String path) {
        return path.startsWith(KEYS + "/");
    }

    private static String plain(String path) {
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
        return hidden ? Optional.empty() : route(request.path());
    }

    private Optional<Route> route(String path) {
        String plain = plain(path);
        if (plain.startsWith(FAIRPLAY_CERTIFICATE)) {
            return Optional.of(fairPlayCertificate.apply(plain.substring(FAIRPLAY_CERTIFICATE.length())));
        }
        if (isKey(plain)) return Optional.of(bareKeys.apply(plain.substring(KEYS.length() + 1)));
        if (plain.startsWith(KeystoreEndpoint.PATH)) {
            return keystore.apply(plain.substring(KeystoreEndpoint.PATH.length()));
        }
        if (plain.startsWith(CpixEndpoint.PATH + "/")) {
            return Optional.of(cpix.apply(plain.substring(CpixEndpoint.PATH.length() + 1)));
        }
        Optional<Route> signed = signed(plain);
        if (signed.isPresent()) return signed;
        return Optional.ofNullable(routes.get(Ascii.same(plain, RIGHTS_MANAGER) ? RIGHTS_MANAGER : plain));
    }

    private Optional<Route> signed(String plain) {
        if (plain.startsWith(ContentKeyEndpoint.PATH)) {
            return Optional.of(contentKeys.apply(plain.substring(ContentKeyEndpoint.PATH.length())));
        }
        if (plain.startsWith(LicenseEndpoint.PATH)) {
            return Optional.of(licenses.apply(plain.substring(LicenseEndpoint.PATH.length())));
        }
        return Optional.empty();
    }
}
