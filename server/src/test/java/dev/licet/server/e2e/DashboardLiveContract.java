package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.operator.Role;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The live records of all accounts together, over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class DashboardLiveContract {
    private static final Pattern NUMBER = Pattern.compile("<dt>Record</dt><dd>([0-9]+)</dd>");
    private static final String STREAM = "/admin/live/stream";

    private RunningService service;
    private DashboardClient operator;

    /// What chooses the store.
    abstract Map<Key, String> store();

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, store());
        user(service, "root", Optional.empty());
        operator = DashboardClient.signedIn(service, "root");
    }

    private static void user(RunningService service, String name, Optional<AccountId> account) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, account, Role.OWNER, password)
                .orThrow();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void issue(CreatedAccount account, String cookie) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", cookie);
        service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    /// A request that no account is known for.
    private void knock(String cookie) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", cookie);
        var reply = Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(parameters));
        assertEquals("-2017", reply.header("Licet-Code"));
    }

    private static List<Long> numbers(String html) {
        return NUMBER.matcher(html)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    /// Reads until so many records have come.
    private static String take(EventStream stream, int count) {
        var html = new StringBuilder();
        while (numbers(html.toString()).size() < count)
            html.append(stream.next().orElseThrow().data());
        return html.toString();
    }

    @Test
    void an_operator_sees_the_records_of_all_accounts_and_of_nobody() {
        var one = service.account("one");
        var two = service.account("two");
        try (var stream = operator.stream(STREAM)) {
            assertEquals(200, stream.status());
            assertEquals("text/event-stream", stream.header("Content-Type"));
            assertTrue(stream.header("Content-Security-Policy").startsWith("default-src 'none'"));
            stream.awaitFirstId();
            issue(one, "of one");
            issue(two, "of two");
            knock("of nobody");
            String rows = take(stream, 3);
            for (CreatedAccount account : List.of(one, two)) {
                assertTrue(rows.contains("href=\"/admin/accounts/" + account.id() + "\""), rows);
                assertTrue(rows.contains("href=\"/admin/accounts/" + account.id() + "/explain?environment=test"), rows);
            }
            assertTrue(rows.contains("of nobody") && rows.contains("-2017"), rows);
        }
        String page = operator.get("/admin/live").text();
        for (String cookie : List.of("of one", "of two", "of nobody")) assertTrue(page.contains(cookie), page);
        assertFalse(operator.get("/admin/live?environment=production").text().contains("of one"));
    }

    @Test
    void each_filter_lets_through_what_it_says() {
        var account = service.account("filtered");
        var other = service.account("other");
        issue(account, "needle");
        issue(account, "straw");
        issue(other, "needle");
        var refused = TokenCatalogue.good(Drm.FAIRPLAY);
        refused.put("iv", "00");
        refused.put("cookie", "bad");
        refused.put("customerAuthenticator", RunningService.text(account, Environment.TEST));
        Api.postForm(service.tokenUrl(Environment.TEST, Drm.FAIRPLAY), Api.form(refused));
        String own = "account=" + account.id();
        for (var expected : Map.of(
                        own,
                        3,
                        own + "&cookie=needle",
                        1,
                        own + "&code=-6003",
                        1,
                        own + "&drm=fairplay",
                        1,
                        own + "&kind=issued",
                        2,
                        own + "&kid=" + TokenCatalogue.KID,
                        2,
                        own + "&to=2999-01-01T00:00",
                        3,
                        own + "&from=2999-01-01T00:00",
                        0)
                .entrySet()) {
            assertEquals(expected.getValue(), shown(expected.getKey()), expected.getKey());
        }
        assertEquals(2, shown("cookie=needle"), "of all accounts");
        for (String bad : List.of("account=x", "code=x")) {
            assertEquals(400, operator.get("/admin/live?" + bad).status());
            assertEquals(400, operator.get(STREAM + "?" + bad).status());
        }
    }

    /// How many records the page has, and a stream from the beginning too.
    private int shown(String query) {
        int rows = numbers(operator.get("/admin/live?" + query).text()).size();
        try (var stream = operator.stream(STREAM + "?after=0&" + query)) {
            stream.awaitFirstId();
            if (rows > 0) assertEquals(rows, numbers(take(stream, rows)).size(), query);
        }
        return rows;
    }

    @Test
    void a_user_of_one_account_sees_its_records_alone() {
        var own = service.account("own");
        var foreign = service.account("foreign");
        user(service, "member", Optional.of(own.id()));
        var member = DashboardClient.signedIn(service, "member");
        String asked = "?after=0&account=" + foreign.id();
        try (var stream = member.stream(STREAM + asked)) {
            issue(foreign, "secret");
            knock("secret of nobody");
            issue(own, "mine");
            String rows = take(stream, 1);
            assertTrue(rows.contains("mine") && !rows.contains("secret"), rows);
        }
        String page = member.get("/admin/live" + asked).text();
        assertTrue(page.contains("mine") && !page.contains("secret"), page);
        assertFalse(page.contains("name=\"account\""), "there is nothing to choose");
    }

    /// The client leaves again and again, sometimes before its first event, and comes back with what it saw last.
    @Test
    void who_comes_back_misses_nothing_and_gets_nothing_twice_while_many_write() throws InterruptedException {
        int writers = 4;
        int each = 50;
        var accounts = IntStream.range(0, writers)
                .mapToObj(i -> service.account("writer " + i))
                .toList();
        String start;
        try (var stream = operator.stream(STREAM)) {
            stream.awaitFirstId();
            start = stream.lastId();
        }
        var writing = accounts.stream()
                .map(account -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < each; i++) issue(account, "busy");
                }))
                .toList();
        var seen = new ArrayList<Long>();
        String last = start;
        for (int visit = 0; seen.size() < writers * each; visit++) {
            try (var stream = operator.stream(STREAM + "?cookie=busy", "Last-Event-ID", last)) {
                stream.awaitFirstId();
                int events = visit % 4;
                for (int i = 0; i < events && seen.size() < writers * each; i++)
                    seen.addAll(numbers(stream.next().orElseThrow().data()));
                last = stream.lastId();
            }
        }
        for (Thread thread : writing) thread.join();
        var all = new TreeSet<Long>();
        for (CreatedAccount account : accounts) {
            service.operator()
                    .records()
                    .latest(account.id(), Environment.TEST, 1000)
                    .forEach(record -> all.add(record.id()));
        }
        assertEquals(List.copyOf(all), seen.stream().sorted().toList());
        try (var stream = operator.stream(STREAM + "?cookie=busy", "Last-Event-ID", last)) {
            stream.awaitFirstId();
            issue(accounts.getFirst(), "busy");
            assertEquals(1, numbers(take(stream, 1)).size(), "nothing else was left");
        }
    }

    @Test
    void the_page_and_its_stream_join_without_a_gap() {
        var account = service.account("joined");
        issue(account, "before");
        String page = operator.get("/admin/live").text();
        int at = page.indexOf("data-stream=\"") + "data-stream=\"".length();
        String stream = page.substring(at, page.indexOf('"', at)).replace("&amp;", "&");
        issue(account, "between");
        try (var events = operator.stream(stream)) {
            String rows = events.next().orElseThrow().data();
            assertTrue(rows.contains("between") && !rows.contains("before"), rows);
        }
    }

    @Test
    void it_ends_with_the_session_and_strangers_hear_nothing() {
        assertEquals(303, Api.get(service.dashboard(STREAM)).status());
        var guest = DashboardClient.signedIn(service, "root");
        try (var stream = guest.stream(STREAM)) {
            stream.awaitFirstId();
            guest.post("/admin/sign-out");
            assertEquals(Optional.empty(), endOf(stream), "it ends within seconds");
        }
        assertEquals(303, guest.get(STREAM).status());
    }

    /// Passes over what others write meanwhile.
    private static Optional<EventStream.Event> endOf(EventStream stream) {
        Optional<EventStream.Event> event = stream.next();
        while (event.isPresent()) event = stream.next();
        return event;
    }

    @Test
    void there_are_so_many_at_once_and_a_stop_ends_them_completely(@TempDir Path data) {
        var own = RunningService.start(data, Map.of(Key.LIMIT_STREAMS, "1"));
        user(own, "root", Optional.empty());
        var client = DashboardClient.signedIn(own, "root");
        try (own;
                var first = client.stream(STREAM)) {
            first.awaitFirstId();
            assertEquals(503, client.get(STREAM).status());
            own.close();
            assertEquals(Optional.empty(), first.next());
        }
    }
}
