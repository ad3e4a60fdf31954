package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.Door;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tries every page and everything that can be done on one in every role, for the whole installation and for one
/// account. What comes out is the table of `docs/roles.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardRolesTest {
    private static final Path TABLE = Path.of("../docs/roles.md");

    private RunningService service;
    private CreatedAccount account;
    private final Map<String, DashboardClient> clients = new HashMap<>();

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        account = service.account("own");
        for (Role role : Role.values()) {
            user(role.word(), Optional.empty(), role);
            user(role.word() + "-of", Optional.of(account.id()), role);
        }
    }

    private void user(String name, Optional<AccountId> of, Role role) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator().dashboard().users().create(name, of, role, password).orThrow();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (Role role : Role.values()) names.add(role.word());
        for (Role role : Role.values()) names.add(role.word() + "-of");
        return names;
    }

    /// Whether the door was open; what stood behind it does not matter here.
    private boolean admits(Door door, String user) {
        var client = clients.computeIfAbsent(user, name -> DashboardClient.signedIn(service, name));
        String path = door.path().replace("{account}", account.id().toString());
        int status = door.action().isPresent()
                ? client.post(path, "action", door.action().get()).status()
                : looked(client, path);
        assertTrue(status < 500 && status != 303 || door.action().isPresent(), door + " answered " + status);
        return status != 403;
    }

    private static int looked(DashboardClient client, String path) {
        if (!path.endsWith("/stream")) return client.get(path).status();
        try (var stream = client.stream(path)) {
            return stream.status();
        }
    }

    private static String cell(boolean open) {
        return open ? "yes" : "–";
    }

    @Test
    void every_page_and_action_admits_exactly_the_roles_that_the_documentation_lists() throws IOException {
        var lines = new ArrayList<String>();
        for (Door door : service.doors()) {
            var line = new StringBuilder(
                    "| `" + door.path() + "` | " + door.action().orElse("look"));
            for (String user : names()) line.append(" | ").append(cell(admits(door, user)));
            lines.add(line.append(" |").toString());
        }
        Files.write(Path.of("target/roles.md"), lines);
        var documented = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| `/admin"))
                .toList();
        assertEquals(String.join("\n", documented), String.join("\n", lines));
    }

    @Test
    void pages_show_nobody_a_form_or_a_way_that_is_closed() {
        String page = "/admin/accounts/" + account.id();
        var finance = DashboardClient.signedIn(service, "finance");
        String overview = finance.get(page).text();
        assertTrue(!overview.contains(page + "/authenticators") && overview.contains(page + "/balance"), overview);
        assertTrue(!overview.contains("/admin/users") && !overview.contains("/admin/audit"), overview);
        assertTrue(finance.get(page + "/balance").text().contains("value=\"set\""));
        var reader = DashboardClient.signedIn(service, "read-only");
        for (Door door : service.doors()) {
            if (door.action().isPresent()
                    || door.path().endsWith("/stream")
                    || door.path().endsWith("/password")) continue;
            String text = reader.get(
                            door.path().replace("{account}", account.id().toString()))
                    .text();
            assertTrue(
                    text.lines()
                            .noneMatch(line -> line.contains("name=\"action\"")
                                    && !line.contains("value=\"open\"")
                                    && !line.contains("value=\"choose\"")
                                    && !line.contains("value=\"preview\"")
                                    && !line.contains("value=\"token\"")),
                    door.path() + text);
        }
    }

    @Test
    void what_a_role_does_not_allow_is_said_and_noted() {
        var reader = DashboardClient.signedIn(service, "read-only");
        var refused = reader.post("/admin/accounts/" + account.id(), "action", "disable");
        assertEquals(403, refused.status());
        assertTrue(refused.text().contains("The role read-only does not allow this."), refused.text());
        assertTrue(refused.text().contains("href=\"/admin/accounts\""), "the way on");
        var line = service.operator()
                .audit()
                .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst();
        assertEquals(
                "the role read-only does not allow this", line.deed().ending().reason());
        assertEquals("read-only", line.deed().actor().name());
    }

    @Test
    void an_operator_gives_no_units_with_a_new_account() {
        var operator = DashboardClient.signedIn(service, "operator");
        var page = operator.get("/admin/accounts");
        assertTrue(!page.text().contains("name=\"units\""), page.text());
        var refused = operator.post("/admin/accounts", "action", "create", "name", "x", "units", "5");
        assertEquals(400, refused.status());
        assertTrue(refused.text().contains("Units: not with your role."), refused.text());
        assertEquals(
                200,
                operator.post("/admin/accounts", "action", "create", "name", "x")
                        .status());
    }

    @Test
    void what_is_not_there_keeps_the_way_on_for_who_has_signed_in() {
        var owner = DashboardClient.signedIn(service, "owner");
        var nothing = owner.get("/admin/accounts/" + account.id() + "/nothing");
        assertEquals(404, nothing.status());
        assertTrue(nothing.text().contains("href=\"/admin/users\""), nothing.text());
        assertTrue(nothing.text().contains("/admin/accounts/" + account.id() + "/balance"), nothing.text());
    }
}
