package dev.licet.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.dashboard.DashboardParts;
import dev.licet.domain.operator.Scope;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.http.lane.Lanes;
import dev.licet.server.api.OpenApi;
import dev.licet.server.api.RecordLines;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import dev.licet.storage.operator.NewOperatorToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tries every route with every scope. What comes out is the table of `docs/admin-api.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminScopesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Path TABLE = Path.of("../docs/admin-api.md");

    private Database database;
    private Lanes lanes;
    private AdminApi api;

    private static final Application NOBODY = new Application() {
        @Override
        public Reply answer(Request request) {
            return Reply.empty(418);
        }

        @Override
        public Reply refuse(Request seen, Trouble trouble) {
            return Reply.empty(418);
        }
    };

    @BeforeAll
    void open(@TempDir Path directory) {
        InstantSource clock = InstantSource.system();
        var master = MasterKey.inFile(directory.resolve("key"), RANDOM);
        database = Database.open(DatabaseSettings.forCommand(new Place.Embedded(directory), master, clock, RANDOM));
        lanes = Lanes.open(1);
        var tools = new DashboardParts.Tools(lanes, clock, RANDOM, RecordLines::in);
        api = new AdminApi(NOBODY, new AdminParts(database, tools, InstalledDerivations.with(List.of())));
    }

    @AfterAll
    void close() {
        lanes.close();
        database.close();
    }

    private String token(Set<Scope> scopes, Optional<Instant> end) {
        return text(database.operatorTokens().create("t", scopes, end));
    }

    private static String text(NewOperatorToken made) {
        return made.secret().expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private Reply ask(AdminRoute route, Optional<String> token) {
        String path = AdminApi.ROOT
                + route.path()
                        .replace("{account}", "999")
                        .replace("{environment}", "test")
                        .replaceAll("\\{[a-z]+}", "7");
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        token.ifPresent(text -> fields.put("Authorization", "Bearer " + text));
        return api.answer(new Request(
                dev.licet.domain.Environment.TEST,
                route.method(),
                path,
                "",
                name -> Optional.ofNullable(fields.get(name)),
                "{}".getBytes(StandardCharsets.US_ASCII),
                "r"));
    }

    /// Whether the door was open; what stood behind it does not matter here.
    private boolean admits(AdminRoute route, Set<Scope> scopes) {
        int status = ask(route, Optional.of(token(scopes, Optional.empty()))).status();
        assertTrue(status == 403 || status != 401 && status < 500, route.path() + " answered " + status);
        return status != 403;
    }

    private static List<Map.Entry<String, Set<Scope>>> columns() {
        var columns = new ArrayList<Map.Entry<String, Set<Scope>>>();
        for (Scope scope : Scope.values()) columns.add(Map.entry(scope.word(), EnumSet.of(scope)));
        columns.add(Map.entry("all four", Scope.all()));
        return columns;
    }

    @Test
    void every_route_admits_exactly_the_scopes_that_the_documentation_lists() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                row("method", "path", columns().stream().map(Map.Entry::getKey).toList()));
        lines.add(row("---", "---", columns().stream().map(column -> "---").toList()));
        for (AdminRoute route : api.routes()) {
            var cells = columns().stream()
                    .map(column -> admits(route, column.getValue()) ? "yes" : "–")
                    .toList();
            lines.add(row(route.method(), "`" + route.path() + "`", cells));
        }
        Files.writeString(Path.of("target/admin-routes.md"), String.join("\n", lines) + "\n");
        var documented = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| method | path |")
                        || line.startsWith("| --- |")
                        || line.matches("\\| (GET|PUT|POST|DELETE) \\| `/.*"))
                .toList();
        assertEquals(String.join("\n", lines), String.join("\n", documented));
    }

    private static String row(String method, String path, List<String> cells) {
        return Stream.concat(Stream.of(method, path), cells.stream()).collect(Collectors.joining(" | ", "| ", " |"));
    }

    @Test
    void without_a_token_that_counts_nothing_answers() {
        String expired = token(Scope.all(), Optional.of(Instant.EPOCH));
        var made = database.operatorTokens().create("t", Scope.all(), Optional.empty());
        database.operatorTokens().revoke(made.token().id()).orThrow();
        String strange = "licet-" + "A".repeat(43);
        for (AdminRoute route : api.routes()) {
            for (Optional<String> bad : List.of(
                    Optional.<String>empty(), Optional.of(expired), Optional.of(text(made)), Optional.of(strange))) {
                Reply reply = ask(route, bad);
                assertEquals(401, reply.status(), route.path());
                assertEquals(Optional.of("Bearer"), reply.field("WWW-Authenticate"));
            }
        }
    }

    @Test
    void what_is_refused_is_in_the_audit_trail() {
        AdminRoute route = api.routes().stream()
                .filter(one -> one.verb().isPresent())
                .findFirst()
                .orElseThrow();
        ask(route, Optional.of(token(EnumSet.of(Scope.READ), Optional.empty())));
        var line = database.audit()
                .latest(dev.licet.domain.audit.AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst();
        assertEquals(route.verb().orElseThrow(), line.deed().verb());
        assertEquals("This token lacks the scope accounts", line.deed().ending().reason());
        assertTrue(
                line.deed().actor().name().startsWith("t #"),
                line.deed().actor().name());
    }

    @Test
    void the_description_has_exactly_these_routes_with_what_they_need() {
        var document = OpenApi.ofOperators();
        var described = new TreeMap<>(document.paths());
        described.remove("/openapi");
        var routed = new TreeMap<String, Set<String>>();
        for (AdminRoute route : api.routes()) {
            routed.computeIfAbsent(route.path(), _ -> new TreeSet<>()).add(route.method());
            var needs = route.needs().stream().map(Scope::word).sorted().toList();
            assertEquals(needs, document.said(route.method(), route.path(), "x-licet-scopes"), route.path());
        }
        assertEquals(routed, described);
    }
}
