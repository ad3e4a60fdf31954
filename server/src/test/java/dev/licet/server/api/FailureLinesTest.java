package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.SignedCallers;
import dev.licet.http.Deadlines;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.PublicUrls;
import dev.licet.http.lane.Lanes;
import dev.licet.server.RequestLines;
import dev.licet.server.health.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Everything behind every endpoint fails: each answer leaves one line with its request id and its cause, without
/// anything that the request carried.
class FailureLinesTest {
    private static final String AUTHENTICATOR = "201722,00112233445566778899aabbccddeeff";
    private static final String SECRET = "00112233445566778899aabbccddeeff";
    private static final String ENVELOPE =
            "{\"request\":\"e30=\",\"signature\":\"e30=\",\"signer\":\"00112233445566778899aabbccddee00\"}";
    /// Written when it was compiled.
    private static final Set<String> CANNOT_FAIL = Set.of("/openapi");

    private final RequestLines lines = new RequestLines();

    /// Whatever is asked, it fails in the same way.
    private record Failing(Supplier<RuntimeException> failure) implements Accounts, WidevineTrust {
        @Override
        public Optional<Account> authenticate(Authenticator authenticator) {
            throw failure.get();
        }

        @Override
        public Optional<Account> find(AccountId id, Environment environment) {
            throw failure.get();
        }

        @Override
        public Accounts remembered() {
            return this;
        }

        @Override
        public List<WidevineIdentity> identities() {
            throw failure.get();
        }

        @Override
        public boolean isRevoked(byte[] serial) {
            throw failure.get();
        }

        @Override
        public OptionalInt highestLevel(long systemId) {
            throw failure.get();
        }
    }

    private static Api broken(Supplier<RuntimeException> failure) {
        var failing = new Failing(failure);
        var callers = new Callers(failing);
        var urls = new PublicUrls(environment -> URI.create("http://localhost:8080"));
        var signers = new SignedCallers(
                (environment, name) -> {
                    throw failure.get();
                },
                failing);
        var room = new PackagerRoom(Lanes.open(1).packaging());
        var door = new PackagerDoor(callers, null, room);
        return new Api(
                new Api.Endpoints(
                        new TokenEndpoint(
                                call -> {
                                    throw failure.get();
                                },
                                urls),
                        new RightsEndpoint(call -> {
                            throw failure.get();
                        }),
                        new CertificateEndpoint(
                                (account, environment) -> {
                                    throw failure.get();
                                },
                                failing,
                                Set.of(Environment.TEST)),
                        new RecordEndpoint(callers, null, Certificates.READS),
                        new RecordStreamEndpoint(callers, null, null, Certificates.READS),
                        new KeystoreEndpoint(callers, null, urls, deed -> {}, 1, Certificates.READS),
                        new Api.PackagerEndpoints(
                                new SpekeEndpoint(door, null, environment -> ""),
                                new CpixEndpoint(door, null, environment -> ""),
                                new ContentKeyEndpoint(signers, null, null, room)),
                        new LicenseEndpoint(signers, null, null, null),
                        new ExplainEndpoint(callers, null, Certificates.READS),
                        new HealthEndpoint(() -> false, List.of(new Check("database", () -> {
                            throw failure.get();
                        }))),
                        new HomeEndpoint(() -> {
                            throw failure.get();
                        })),
                Certificates.PARTIES,
                Set.of(Environment.TEST));
    }

    @AfterEach
    void leave() {
        lines.close();
    }

    @Test
    void a_surprise_in_any_endpoint_is_one_line() throws Exception {
        provoke(() -> new IllegalStateException(SECRET), "java.lang.IllegalStateException at dev.licet.");
    }

    @Test
    void a_database_that_does_not_answer_is_one_line_wherever_it_is_needed() throws Exception {
        provoke(() -> new StoreUnavailable("reading an account", null), "the database failed while reading an account");
    }

    @Test
    void a_database_that_was_tampered_with_is_one_line_wherever_it_is_needed() throws Exception {
        provoke(() -> new StoreDamaged("opening a key", null), "is damaged, found while opening a key");
    }

    private void provoke(Supplier<RuntimeException> failure, String cause) throws Exception {
        Api api = broken(failure);
        var setting = new Listener.Setting(
                "127.0.0.1",
                0,
                0,
                new HostEnvironments(Optional.empty(), Optional.empty()),
                Limits.DEFAULT,
                Deadlines.DEFAULT);
        int asked = 0;
        try (var listener = Listener.open(setting, api, Instant::now, new SecureRandom());
                var client = HttpClient.newHttpClient()) {
            for (Map.Entry<String, List<String>> path : api.paths().entrySet()) {
                for (String method : path.getValue()) {
                    if (!fails(path.getKey(), method)) continue;
                    String id = "provoked-" + asked++;
                    int status = ask(client, listener.port(Environment.TEST), method, path.getKey(), id);
                    assertLine(method + " " + path.getKey(), status, id, cause);
                }
            }
        }
        assertTrue(asked > 40, "asked " + asked);
    }

    private static boolean fails(String path, String method) {
        boolean redemption = path.endsWith("/rights") || path.endsWith(".asmx");
        return !method.equals("OPTIONS") && !CANNOT_FAIL.contains(path) && !(redemption && !method.equals("POST"));
    }

    private static int ask(HttpClient client, int port, String method, String path, String id)
            throws IOException, InterruptedException {
        String target = path.replace("{account}", "201722")
                .replace("{kid}", "00112233-4455-6677-8899-aabbccddee00")
                .replaceAll("\\{.*?}", "00112233445566778899aabbccddee00");
        boolean signed = path.startsWith(ContentKeyEndpoint.PATH) || path.startsWith(LicenseEndpoint.PATH);
        String body = signed ? ENVELOPE : "kid=1&contentKey=" + SECRET;
        String query = "?kek=" + SECRET + "&contentKey=" + SECRET + "&cookie=c";
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target + query))
                .header("Authorization", "Bearer " + AUTHENTICATOR)
                .header("X-Request-Id", id)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private void assertLine(String what, int status, String id, String cause) {
        assertTrue(status >= 500, what + " answered " + status);
        List<String> found = lines.with(id);
        assertEquals(1, found.size(), what + ": " + found);
        String line = found.getFirst();
        assertTrue(line.startsWith("request " + id + ": " + status + ": "), line);
        assertTrue(line.contains(what.endsWith("/health/live") ? "a part of the process is gone" : cause), line);
        assertFalse(line.contains(SECRET), line);
    }

    @Test
    void every_system_is_among_them() {
        var paths = broken(IllegalStateException::new).paths().keySet();
        for (Drm drm : Drm.values()) assertTrue(paths.contains("/hms/" + drm.path() + "/rights"), drm.word());
    }
}
