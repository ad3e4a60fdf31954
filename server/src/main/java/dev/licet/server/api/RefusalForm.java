package dev.licet.server.api;

import dev.licet.domain.request.Parameters;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.Set;

/// In which form a path refuses where its endpoint has nothing more to say: each caller reads one form and no other.
/// This is the one place that knows it, also for paths at which there is nothing.
enum RefusalForm {
    /// A page unless another form is asked for, as published; that of unknown paths too.
    PUBLISHED,
    /// An object, for programs that read nothing else as an answer; a page only where one is asked for.
    OBJECT,
    /// An object whatever is asked for, as the published key storage has it.
    KEYSTORE,
    /// What no player takes for a license, key or certificate.
    PLAYERS,
    /// A fault for the challenge of a PlayReady client, and else as for other players.
    PLAYREADY,
    /// One sentence of text.
    PACKAGERS,
    /// A status of Google's interface for packagers.
    CONTENT_KEYS,
    /// A status of Google's interface for license proxies.
    LICENSES;

    private static final String HEALTH = "/health/";
    private static final Set<String> OBJECTS = Set.of("/explain", "/cmiapi/records/stream", "/openapi");
    private static final byte[] NO_FORM = {};

    static RefusalForm of(String path) {
        String below = Api.plain(path) + "/";
        if (Api.isForDocuments(path)) return PACKAGERS;
        if (path.startsWith(KeystoreEndpoint.PATH)) return KEYSTORE;
        if (below.startsWith(ContentKeyEndpoint.PATH)) return CONTENT_KEYS;
        if (below.startsWith(LicenseEndpoint.PATH)) return LICENSES;
        if (Api.isRightsManager(path)) return PLAYREADY;
        if (Api.isForLicenses(path) || isCertificate(below)) return PLAYERS;
        return OBJECTS.contains(Api.plain(path)) || below.startsWith(HEALTH) ? OBJECT : PUBLISHED;
    }

    private static boolean isCertificate(String below) {
        return below.startsWith(Routes.FAIRPLAY_CERTIFICATE) || below.equals(Routes.WIDEVINE_CERTIFICATE + "/");
    }

    Reply print(Problem problem, Request request) {
        boolean post = request.method().equals("POST");
        return switch (this) {
            case PACKAGERS -> PackagerDoor.refused(problem);
            case CONTENT_KEYS -> ContentKeyEndpoint.refused(problem, post);
            case LICENSES -> LicenseEndpoint.refused(problem, post);
            case PLAYREADY ->
                post
                        ? FaultPrinter.print(problem, request.id())
                        : printed(problem, request, ProblemFormat.ofPlayers(request.fields()));
            case PLAYERS -> printed(problem, request, ProblemFormat.ofPlayers(request.fields()));
            case KEYSTORE -> printed(problem, request, ProblemFormat.JSON);
            case OBJECT -> printed(problem, request, ProblemFormat.ofPrograms(parameters(request), request.fields()));
            case PUBLISHED ->
                printed(problem, request, ProblemFormat.negotiated(parameters(request), request.fields()));
        };
    }

    private static Reply printed(Problem problem, Request request, ProblemFormat format) {
        return ProblemPrinter.print(problem, format, request.id());
    }

    /// None where nothing is said of a format: reading all parameters takes longer than the rest of a refusal.
    private static Parameters parameters(Request request) {
        String query = request.rawQuery();
        boolean said = query.contains(ProblemFormat.PARAMETER) || query.indexOf('%') >= 0;
        return Parameters.read(said ? query : "", NO_FORM);
    }
}
