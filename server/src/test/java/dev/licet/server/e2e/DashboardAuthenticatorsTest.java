package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.AuthenticatorOverview;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When authenticators were last used: on the page at once, and still known after the service has stopped.
class DashboardAuthenticatorsTest {
    private static List<Optional<Instant>> stored(RunningService service, CreatedAccount account) {
        return service.operator().administration().authenticators().list(account.id()).stream()
                .map(AuthenticatorOverview::lastUsed)
                .toList();
    }

    private static int never(DashboardClient client, CreatedAccount account, Environment environment) {
        String page = "/admin/accounts/" + account.id() + "/authenticators?environment=" + environment.word();
        return client.get(page).text().split("<td class=\"time\">never</td>", -1).length - 1;
    }

    @Test
    void the_last_use_is_shown_and_outlives_the_service(@TempDir Path data) {
        CreatedAccount account;
        try (var service = RunningService.start(data)) {
            account = service.account("used");
            var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
            service.operator()
                    .dashboard()
                    .users()
                    .create("root", Optional.empty(), Role.OWNER, password)
                    .orThrow();
            var client = DashboardClient.signedIn(service, "root");
            assertEquals(1, never(client, account, Environment.TEST));
            String text = RunningService.text(account, Environment.TEST);
            service.token(text, Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
            assertEquals(0, never(client, account, Environment.TEST));
            assertEquals(1, never(client, account, Environment.PRODUCTION));
            assertEquals(
                    List.of(Optional.empty(), Optional.empty()), stored(service, account), "nothing is written yet");
        }
        try (var again = RunningService.start(data)) {
            var uses = stored(again, account);
            assertTrue(uses.getFirst().isPresent());
            assertEquals(Optional.empty(), uses.getLast());
        }
    }
}
