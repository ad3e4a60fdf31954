package dev.licet.server.api;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.server.api.Api.Endpoints;
import dev.licet.server.api.Api.PackagerEndpoints;
import dev.licet.server.api.Route.Callers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The table of paths.
final class Routes {
    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> TOKEN = List.of("GET", "POST");
    private static final List<String> PACKAGER = List.of("POST");
    private static final List<String> RIGHTS = List.of("POST", "GET", "HEAD", "OPTIONS");
    private static final List<String> KEY = List.of("GET", "OPTIONS");
    private static final List<String> CERTIFICATE = List.of("GET", "HEAD", "OPTIONS");
    static final String FAIRPLAY_CERTIFICATE = "/hms/fp/certificate/";
    static final String WIDEVINE_CERTIFICATE = "/hms/wv/certificate";

    private final Map<String, Route> exact = new HashMap<>();
    private final List<Below> below;
    private final KeystoreEndpoint keystore;

    /// Paths that begin alike.
    ///
    /// @param prefix how they begin
    /// @param route  finds the route by the rest of the path
    private record Below(String prefix, Function<String, Optional<Route>> route) {}

    Routes(Endpoints endpoints) {
        this.keystore = endpoints.keys();
        this.below = below(endpoints);
        addPlayers(endpoints);
        addServers(endpoints);
        addHealth(endpoints.health());
    }

    private void addPlayers(Endpoints endpoints) {
        for (Drm drm : Drm.values()) {
            add("/hms/" + drm.path() + "/token", TOKEN, Callers.SERVERS, request -> endpoints
                    .tokens()
                    .answer(drm, request));
            add("/hms/" + drm.path() + "/rights", RIGHTS, Callers.PLAYERS, request -> endpoints
                    .rights()
                    .answer(drm, request));
        }
        add(PublicUrls.RIGHTS_MANAGER, RIGHTS, Callers.PLAYERS, request -> endpoints
                .rights()
                .answer(Drm.PLAYREADY, request));
        add(WIDEVINE_CERTIFICATE, CERTIFICATE, Callers.PLAYERS, endpoints.certificates()::widevine);
        add("/", READ, Callers.PLAYERS, endpoints.home()::answer);
        add("/openapi", CERTIFICATE, Callers.PLAYERS, new OpenApiEndpoint()::answer);
    }

    private void addServers(Endpoints endpoints) {
        PackagerEndpoints packagers = endpoints.packagers();
        add("/cmiapi/getrecord", READ, Callers.SERVERS, endpoints.records()::answer);
        add("/cmiapi/records/stream", READ, Callers.SERVERS, endpoints.recordStream()::answer);
        add(SpekeEndpoint.PATH, PACKAGER, Callers.SERVERS, packagers.speke()::answer);
        add(CpixEndpoint.PATH, PACKAGER, Callers.SERVERS, packagers.cpix()::take);
        add("/explain", TOKEN, Callers.SERVERS, endpoints.explanations()::answer);
    }

    private void addHealth(HealthEndpoint health) {
        add(Api.LIVE, READ, Callers.SERVERS, request -> health.live());
        add(Api.READY, READ, Callers.SERVERS, request -> health.ready());
    }

    private void add(String path, List<String> methods, Callers callers, Function<Request, Reply> answer) {
        exact.put(path, new Route(methods, callers, answer));
    }

    private static List<Below> below(Endpoints endpoints) {
        var certificates = endpoints.certificates();
        PackagerEndpoints packagers = endpoints.packagers();
        return List.of(
                named(FAIRPLAY_CERTIFICATE, CERTIFICATE, Callers.PLAYERS, certificates::fairPlay),
                named(Api.KEYS + "/", KEY, Callers.PLAYERS, endpoints.rights()::key),
                new Below(KeystoreEndpoint.PATH, endpoints.keys()::route),
                named(CpixEndpoint.PATH + "/", READ, Callers.SERVERS, (name, request) -> packagers
                        .cpix()
                        .document(request, name)),
                named(ContentKeyEndpoint.PATH, PACKAGER, Callers.SERVERS, (name, request) -> packagers
                        .contentKeys()
                        .answer(request, name)),
                named(LicenseEndpoint.PATH, PACKAGER, Callers.SERVERS, (name, request) -> endpoints
                        .licenses()
                        .answer(request, name)));
    }

    /// Paths whose last part names something.
    private static Below named(
            String prefix, List<String> methods, Callers callers, BiFunction<String, Request, Reply> answer) {
        return new Below(
                prefix, name -> Optional.of(new Route(methods, callers, request -> answer.apply(name, request))));
    }

    /// The route of a path without a slash at its end.
    Optional<Route> of(String path) {
        for (Below one : below) {
            if (path.startsWith(one.prefix()))
                return one.route().apply(path.substring(one.prefix().length()));
        }
        return Optional.ofNullable(
                exact.get(Ascii.same(path, PublicUrls.RIGHTS_MANAGER) ? PublicUrls.RIGHTS_MANAGER : path));
    }

    /// All paths with their methods, as `openapi.json` writes them.
    Map<String, List<String>> methods() {
        var paths = new TreeMap<String, List<String>>();
        exact.forEach((path, route) -> paths.put(path, route.methods()));
        paths.put(FAIRPLAY_CERTIFICATE + "{account}", CERTIFICATE);
        paths.put(Api.KEYS + "/{contentId}/{kid}", KEY);
        paths.put(CpixEndpoint.PATH + "/{contentId}", READ);
        paths.put(ContentKeyEndpoint.PATH + "{signer}", PACKAGER);
        paths.put(LicenseEndpoint.PATH + "{signer}", PACKAGER);
        for (String path : KeystoreEndpoint.PATHS) {
            Route route = keystore.route(path).orElseThrow();
            paths.put(KeystoreEndpoint.PATH + path, route.methods());
        }
        return paths;
    }
}
