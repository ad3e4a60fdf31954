package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Authorities;
import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.openid.Flow;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Key;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The service's own clients and servers whose certificates no public authority has signed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateAuthorityTest {
    private static final URI BACK = URI.create("http://localhost/back");

    private LoopbackServer server;
    private Authorities believing;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        var identity = MadeIdentity.in(folder, "server");
        believing = Authorities.with(Files.readAllBytes(identity.certificate())).orElseThrow();
        server = new LoopbackServer(identity.context(Optional.empty()), this::answer);
    }

    private Optional<LoopbackServer.Answer> answer(LoopbackServer.Request request) {
        String base = server.url("").toString();
        return Optional.of(
                request.path().startsWith("/.well-known/")
                        ? LoopbackServer.Answer.of(
                                200,
                                "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/a\",\"token_endpoint\":\"%s/t\",\"jwks_uri\":\"%s/k\"}"
                                        .replace("%s", base))
                        : LoopbackServer.Answer.of(404, ""));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private URI authorization(Authorities trust) throws IOException {
        var setting = new OpenIdSetting(server.url(""), "licet", Optional.empty(), "email");
        var flow = new Flow(SecretBytes.random(RunningService.RANDOM, 32));
        return new OpenId(setting, trust.context(), InstantSource.system()).authorization(flow, BACK);
    }

    @Test
    void an_openid_provider_is_believed_with_the_file_and_named_with_the_remedy_without() throws IOException {
        assertTrue(
                authorization(believing).toString().startsWith(server.url("/a?").toString()));
        var refused = assertThrows(IOException.class, () -> authorization(Authorities.USUAL));
        assertEquals(
                server.url("/.well-known/openid-configuration") + " has a certificate that is not trusted (no known"
                        + " authority has signed it): name the file of its authority's certificate in tls.ca-file",
                refused.getMessage());
    }

    private String upstream(Authorities trust) {
        var check = new WidevineUpstreamCheck(
                UpstreamLimits.STANDARD.trusting(trust), InstantSource.system(), RunningService.RANDOM);
        return check.certificate(new WidevineBackEnd.Relay(server.url("/license"), List.of()))
                .reason();
    }

    @Test
    void a_widevine_upstream_is_believed_with_the_file_and_named_with_the_remedy_without() {
        String believed = upstream(believing);
        assertTrue(believed.contains("404") && !believed.contains("trusted"), believed);
        String refused = upstream(Authorities.USUAL);
        assertTrue(
                refused.contains(
                        "has at " + server.url("") + " a certificate that is not trusted (no known authority has"
                                + " signed it): name the file of its authority's certificate in tls.ca-file"),
                refused);
    }

    @Test
    void a_file_that_cannot_be_used_stops_the_start(@TempDir Path data) throws IOException {
        Path empty = Files.writeString(data.resolve("empty.pem"), "hello");
        for (Path bad : List.of(empty, data.resolve("nowhere"))) {
            var refused = assertThrows(
                    BadConfig.class, () -> RunningService.start(data, Map.of(Key.TLS_CA_FILE, bad.toString())));
            assertTrue(refused.getMessage().startsWith("tls.ca-file: "), refused.getMessage());
        }
    }

    @Test
    void a_missing_or_empty_client_secret_stops_the_start(@TempDir Path data) throws IOException {
        Path empty = Files.writeString(data.resolve("empty"), "\n");
        for (Path bad : List.of(empty, data.resolve("nowhere"))) {
            var settings = Map.of(
                    Key.ADMIN_OPENID_ISSUER, "https://id.example", Key.ADMIN_OPENID_CLIENT_SECRET_FILE, bad.toString());
            var refused = assertThrows(BadConfig.class, () -> RunningService.start(data, settings));
            assertTrue(refused.getMessage().startsWith("admin.openid.client-secret-file: "), refused.getMessage());
        }
    }
}
