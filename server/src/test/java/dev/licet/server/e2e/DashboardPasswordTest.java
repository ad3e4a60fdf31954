package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A session that was left open is no way to find out or change the password of its owner.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPasswordTest {
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private DashboardClient client(String name) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, Optional.empty(), password)
                .orThrow();
        return DashboardClient.signedIn(service, name);
    }

    private static Api.Reply change(DashboardClient client, String old, String wanted) {
        return client.post("/admin/password", "action", "change", "old", old, "password", wanted);
    }

    @Test
    void guesses_where_a_password_is_changed_count_like_those_at_the_way_in() {
        var client = client("guessed");
        for (int i = 0; i < 10; i++) {
            String said = change(client, "guess " + i, "another password").text();
            assertTrue(said.contains("Present password: this is another one."), said);
        }
        var late = change(client, DashboardClient.PASSWORD, "another password");
        assertEquals(400, late.status());
        assertTrue(late.text().contains("Too many attempts."), late.text());
        var door = new DashboardClient(service);
        door.get("/admin/sign-in");
        assertEquals(
                429,
                door.post("/admin/sign-in", "name", "GUESSED", "password", DashboardClient.PASSWORD)
                        .status());
        assertEquals(200, client("other").get("/admin").status(), "others are not held up");
    }

    @Test
    void a_password_of_any_length_is_answered_in_words() {
        var client = client("lengthy");
        String long_ = "x".repeat(1025);
        String refused = change(client, DashboardClient.PASSWORD, long_).text();
        assertTrue(refused.contains("Password: at most 1024 characters."), refused);
        String wrong = change(client, long_, "another password").text();
        assertTrue(wrong.contains("Present password: this is another one."), wrong);
        String longest = "x".repeat(1024);
        assertEquals(303, change(client, DashboardClient.PASSWORD, longest).status());
        var door = new DashboardClient(service);
        door.get("/admin/sign-in");
        assertEquals(
                303,
                door.post("/admin/sign-in", "name", "lengthy", "password", longest)
                        .status());
    }
}
