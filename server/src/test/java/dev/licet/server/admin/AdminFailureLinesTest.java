package dev.licet.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.dashboard.DashboardParts;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Scope;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.http.Deadlines;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.lane.Lanes;
import dev.licet.server.RequestLines;
import dev.licet.server.api.OpenApi;
import dev.licet.server.api.RecordLines;
import dev.licet.server.metrics.NothingElse;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tables behind every route for operators are gone: each answer leaves one line with its request id and its cause,
/// without anything that the request carried.
class AdminFailureLinesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SECRET = "00112233445566778899aabbccddeeff";

    /// What tells who asks, and what is written down of it.
    private static final Set<String> STAY = Set.of("installation", "operator_token", "audit_line", "audit_head");

    /// These look at what is sent before they look into the database, and credentials of FairPlay cannot be
    /// made up here.
    private static final Set<String> REFUSED_BEFORE = Set.of("POST /accounts/{account}/{environment}/fairplay");

    /// These read what stays.
    private static final Set<String> ANSWERED = Set.of("GET /audit");

    private final RequestLines lines = new RequestLines();

    @Test
    void a_failure_behind_any_route_is_one_line(@TempDir Path data) throws Exception {
        var clock = InstantSource.system();
        var master = MasterKey.inFile(data.resolve("key"), RANDOM);
        try (var database =
                        Database.open(DatabaseSettings.forCommand(new Place.Embedded(data), master, clock, RANDOM));
                var lanes = Lanes.open(1)) {
            String token = token(database);
            loseTables(data);
            var tools = new DashboardParts.Tools(lanes, clock, RANDOM, RecordLines::in);
            var api = new AdminApi(
                    new NothingElse(), new AdminParts(database, tools, InstalledDerivations.with(List.of())));
            askAll(api, token);
        } finally {
            lines.close();
        }
    }

    private static String token(Database database) {
        return database.operatorTokens()
                .create("t", Scope.all(), Optional.empty())
                .secret()
                .expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private static void loseTables(Path data) throws SQLException {
        try (var file = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("licet.db"));
                var statement = file.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
                while (rows.next()) tables.add(rows.getString(1));
            }
            tables.removeAll(STAY);
            assertTrue(tables.contains("account"), tables.toString());
            statement.execute("PRAGMA foreign_keys = OFF");
            for (String table : tables) statement.execute("ALTER TABLE " + table + " RENAME TO lost_" + table);
        }
    }

    private void askAll(AdminApi api, String token) throws Exception {
        var setting = new Listener.Setting(
                "127.0.0.1",
                0,
                0,
                new HostEnvironments(Optional.empty(), Optional.empty()),
                Limits.DEFAULT,
                Deadlines.DEFAULT);
        int asked = 0;
        try (var listener = Listener.open(setting, api, Instant::now, RANDOM);
                var client = HttpClient.newHttpClient()) {
            for (AdminRoute route : api.routes()) {
                String name = route.method() + " " + route.path();
                if (REFUSED_BEFORE.contains(name) || ANSWERED.contains(name)) continue;
                String id = "provoked-" + asked++;
                var request = request(listener.port(Environment.TEST), route, id)
                        .header("Authorization", "Bearer " + token)
                        .build();
                var reply = client.send(request, BodyHandlers.ofString());
                assertTrue(reply.statusCode() >= 500, name + ": " + reply.statusCode() + " " + reply.body());
                assertLine(name, id, token);
            }
        }
        assertTrue(asked > 45, "asked " + asked);
    }

    private static HttpRequest.Builder request(int port, AdminRoute route, String id) {
        String path = AdminApi.ROOT
                + route.path()
                        .replace("{account}", "201722")
                        .replace("{environment}", "test")
                        .replaceAll("\\{[a-z]+}", "7");
        String body = OpenApi.ofOperators().body(route.method(), route.path()).orElse("");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + "?secret=" + SECRET))
                .header("X-Request-Id", id)
                .method(route.method(), HttpRequest.BodyPublishers.ofString(body));
    }

    private void assertLine(String what, String id, String token) {
        List<String> found = lines.with("request " + id + ":");
        assertEquals(1, found.size(), what + ": " + found);
        assertTrue(found.getFirst().contains("the database failed while "), found.getFirst());
        assertFalse(found.getFirst().contains(SECRET), found.getFirst());
        assertFalse(found.getFirst().contains(token), found.getFirst());
    }
}
