package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.operator.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
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
                .create(name, Optional.empty(), Role.OWNER, password)
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

    private static Api.Reply enter(DashboardClient door, String name, String password) {
        door.get("/admin/sign-in");
        return door.post("/admin/sign-in", "name", name, "password", password);
    }

    @Test
    void a_browser_on_which_somebody_signed_in_before_is_not_kept_out_by_the_guesses_of_others() {
        var own = client("victim");
        own.get("/admin");
        own.post("/admin/sign-out");
        var burglar = new DashboardClient(service);
        for (int i = 0; i < 10; i++) {
            assertEquals(401, enter(burglar, "victim", "guess " + i).status());
        }
        assertEquals(429, enter(burglar, "victim", DashboardClient.PASSWORD).status());
        assertEquals(303, enter(own, "victim", DashboardClient.PASSWORD).status());
        assertEquals(
                429,
                enter(new DashboardClient(service), "victim", DashboardClient.PASSWORD)
                        .status());
    }

    @Test
    void a_known_browser_is_no_way_to_guess_without_end() {
        var own = client("careless");
        own.get("/admin");
        own.post("/admin/sign-out");
        for (int i = 0; i < 10; i++)
            assertEquals(401, enter(own, "careless", "guess " + i).status());
        Api.Reply tooOften = enter(own, "careless", DashboardClient.PASSWORD);
        assertEquals(429, tooOften.status());
        assertEquals("300", tooOften.header("Retry-After"));
    }

    @Test
    void passwords_longer_than_any_can_be_are_no_attempts() {
        var own = client("pestered");
        own.post("/admin/sign-out");
        var pest = new DashboardClient(service);
        for (int i = 0; i < 11; i++)
            assertEquals(401, enter(pest, "pestered", "x".repeat(1025)).status());
        assertEquals(303, enter(pest, "pestered", DashboardClient.PASSWORD).status());
    }

    /// One thread compares passwords, and eight may wait for it.
    @Test
    void beyond_a_few_sign_ins_at_once_the_answer_is_429_at_once() throws Exception {
        var replies = new ConcurrentLinkedQueue<Api.Reply>();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String name = "nobody" + i;
                all.submit(() -> replies.add(enter(new DashboardClient(service), name, "some password")));
            }
        }
        assertEquals(40, replies.size());
        var busy = replies.stream().filter(reply -> reply.status() == 429).toList();
        assertTrue(busy.size() >= 20, "so many were turned away: " + busy.size());
        for (Api.Reply reply : busy) {
            assertEquals("5", reply.header("Retry-After"));
            assertTrue(reply.text().contains("Too many people are signing in"), reply.text());
        }
        assertEquals(
                40 - busy.size(),
                replies.stream().filter(reply -> reply.status() == 401).count());
        assertEquals(
                303, enter(client("after"), "after", DashboardClient.PASSWORD).status());
    }
}
