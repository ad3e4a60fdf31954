package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.server.config.Key;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signing in at a provider that this project did not write. Debian: `nodejs` and `npm`; where they or npm's
/// registry cannot be had, `-Dlicet.npm.unavailable=true` reports this as skipped.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignProviderTest {
    private static final String START = "/admin/sign-in/openid";

    private ForeignProvider provider;
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        assumeFalse(Boolean.getBoolean("licet.npm.unavailable"), "npm was said to be unavailable");
        int port = freePort();
        provider = new ForeignProvider("http://localhost:" + port + START + "/back");
        Path secret = Files.writeString(data.resolve("secret"), StandInProvider.SECRET + "\n");
        service = RunningService.start(
                data,
                Map.of(
                        Key.ADMIN_PORT, Integer.toString(port),
                        Key.ADMIN_OPENID_ISSUER, provider.issuer(),
                        Key.ADMIN_OPENID_CLIENT_ID, StandInProvider.CLIENT,
                        Key.ADMIN_OPENID_CLIENT_SECRET_FILE, secret.toString()));
        for (String name : new String[] {"alice@example.com", "mallory@example.com"}) {
            var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
            service.operator()
                    .dashboard()
                    .users()
                    .create(name, Optional.empty(), Role.OWNER, password)
                    .orThrow();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        if (service != null) service.close();
        if (provider != null) provider.close();
    }

    private Api.Reply signIn(String name) throws IOException, InterruptedException {
        var start = Api.get(service.dashboard(START));
        assertEquals(303, start.status(), start.text());
        String set = start.header("Set-Cookie");
        String back = provider.signIn(start.header("Location"), name);
        return Api.get(back, "Cookie", set.substring(0, set.indexOf(';')));
    }

    private AuditLine last() {
        return service.operator()
                .audit()
                .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst();
    }

    /// The address stands in UserInfo alone.
    @Test
    void somebody_whose_address_stands_in_user_info_alone_gets_in() throws Exception {
        var reply = signIn("alice");
        assertEquals(200, reply.status(), reply.text());
        String set = reply.header("Set-Cookie");
        var page = Api.get(service.dashboard("/admin"), "Cookie", set.substring(0, set.indexOf(';')));
        assertTrue(page.text().contains("alice@example.com"), page.text());
        assertEquals(Verb.SIGN_IN, last().deed().verb());
        assertEquals(new Ending.Done(), last().deed().ending());
        assertEquals("alice@example.com", last().deed().actor().name());
    }

    @Test
    void an_address_that_the_provider_has_not_verified_lets_nobody_in_and_is_written_down() throws Exception {
        assertEquals(401, signIn("mallory").status());
        assertEquals(
                new Ending.Refused("the provider has not verified the e-mail address"),
                last().deed().ending());
    }

    @Test
    void who_is_no_user_here_stays_outside_and_the_trail_names_the_address() throws Exception {
        assertEquals(403, signIn("bob").status());
        assertEquals(
                new Ending.Refused("there is no such user: bob@example.com"),
                last().deed().ending());
    }

    @Test
    void other_signing_keys_of_the_provider_are_learned_at_the_first_sign_in() throws Exception {
        assertEquals(200, signIn("alice").status());
        for (int i = 0; i < 3; i++) {
            provider.rotate();
            var reply = signIn("alice");
            assertEquals(200, reply.status(), reply.text());
        }
    }

    @Test
    void somebody_who_does_not_agree_is_told_so_and_the_error_is_written_down() throws Exception {
        var start = Api.get(service.dashboard(START));
        String set = start.header("Set-Cookie");
        // The provider itself refuses what it cannot ask anybody about.
        String back = provider.signIn(start.header("Location") + "&prompt=none", "alice");
        assertTrue(back.contains("error=login_required"), back);
        assertEquals(
                401, Api.get(back, "Cookie", set.substring(0, set.indexOf(';'))).status());
        assertEquals(
                new Ending.Refused("the provider says no, error login_required"),
                last().deed().ending());
    }
}
