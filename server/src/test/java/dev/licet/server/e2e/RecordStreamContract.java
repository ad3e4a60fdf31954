package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.server.config.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// docs/records.md, "As they come".
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class RecordStreamContract {
    private static final Pattern ID = Pattern.compile("\"event_id\":([0-9]+),");

    private RunningService service;

    /// What chooses the store.
    abstract Map<Key, String> store();

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, store());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private String fresh() {
        return RunningService.text(service.account("streamed"), Environment.TEST);
    }

    private void issue(String authenticator, int count) {
        for (int i = 0; i < count; i++) service.token(authenticator, Drm.CLEARKEY, TokenCatalogue.good(Drm.CLEARKEY));
    }

    private EventStream open(String authenticator, String query, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + authenticator));
        all.addAll(List.of(headers));
        return EventStream.open(
                service.url(Environment.TEST, "/cmiapi/records/stream" + query), all.toArray(String[]::new));
    }

    /// What getrecord says, oldest first, each as `{...}`.
    private List<String> recorded(String authenticator) {
        String url = service.url(Environment.TEST, "/cmiapi/getrecord/?start=0&length=1000");
        String text = Api.get(url, "Authorization", "Bearer " + authenticator).text();
        String events = text.substring(text.indexOf('[') + 1, text.lastIndexOf(']'));
        return List.of(events.split("(?<=}}),"));
    }

    private static List<String> take(EventStream stream, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> stream.next().orElseThrow().data())
                .toList();
    }

    @Test
    void without_a_number_it_begins_now_and_gives_what_getrecord_gives() {
        String authenticator = fresh();
        issue(authenticator, 2);
        try (var stream = open(authenticator, "")) {
            assertEquals(200, stream.status());
            assertEquals("text/event-stream", stream.header("Content-Type"));
            assertEquals("no-store", stream.header("Cache-Control"));
            assertEquals("no", stream.header("X-Accel-Buffering"));
            stream.awaitFirstId();
            issue(authenticator, 2);
            assertEquals(recorded(authenticator).subList(2, 4), take(stream, 2));
        }
    }

    @Test
    void a_number_begins_after_it_and_the_header_counts_more_than_the_query() {
        String authenticator = fresh();
        issue(authenticator, 250);
        var all = recorded(authenticator);
        try (var stream = open(authenticator, "?from=0")) {
            assertEquals(all, take(stream, 250));
        }
        try (var stream = open(authenticator, "?from=0", "Last-Event-ID", id(all.get(200)))) {
            assertEquals(all.subList(201, 250), take(stream, 49));
        }
    }

    private static String id(String record) {
        return ID.matcher(record).results().findFirst().orElseThrow().group(1);
    }

    /// As after a restore of the database from a backup.
    @Test
    void whoever_comes_back_from_beyond_the_end_is_told_and_goes_on_at_the_end() {
        String authenticator = fresh();
        issue(authenticator, 3);
        var all = recorded(authenticator);
        String end = id(all.get(2));
        try (var stream = open(authenticator, "", "Last-Event-ID", "999999999")) {
            var told = stream.next().orElseThrow();
            assertEquals("{\"asked\":999999999,\"after\":" + end + "}", told.data());
            assertEquals("reset", told.name());
            assertEquals(end, told.id());
            issue(authenticator, 1);
            assertEquals(recorded(authenticator).subList(3, 4), take(stream, 1));
        }
    }

    @Test
    void whoever_comes_back_from_beyond_the_end_goes_on_where_the_address_says() {
        String authenticator = fresh();
        issue(authenticator, 3);
        var all = recorded(authenticator);
        try (var stream = open(authenticator, "?from=" + id(all.get(0)), "Last-Event-ID", "999999999")) {
            assertEquals("reset", stream.next().orElseThrow().name());
            assertEquals(all.subList(1, 3), take(stream, 2));
        }
    }

    @Test
    void it_ends_when_its_authenticator_is_revoked() {
        String authenticator = fresh();
        issue(authenticator, 1);
        try (var stream = open(authenticator, "")) {
            stream.awaitFirstId();
            var account = AccountId.parse(authenticator.split(",")[0]).orElseThrow();
            service.enable(account, false);
            assertEquals(Optional.empty(), stream.next());
            service.enable(account, true);
        }
    }

    @Test
    void an_event_has_the_number_of_its_record() {
        String authenticator = fresh();
        issue(authenticator, 1);
        try (var stream = open(authenticator, "?from=0")) {
            var event = stream.next().orElseThrow();
            assertEquals(id(event.data()), event.id());
        }
    }

    /// The client leaves again and again, sometimes before its first event, and comes back with what it saw last.
    @Test
    void who_comes_back_misses_nothing_and_gets_nothing_twice_while_others_write() throws InterruptedException {
        String authenticator = fresh();
        int writers = 4;
        int each = 60;
        var writing = IntStream.range(0, writers)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> issue(authenticator, each)))
                .toList();
        var seen = new ArrayList<String>();
        String last = "0";
        for (int visit = 0; seen.size() < writers * each; visit++) {
            try (var stream = open(authenticator, "?from=0", "Last-Event-ID", last)) {
                stream.awaitFirstId();
                seen.addAll(take(stream, Math.min(visit % 30, writers * each - seen.size())));
                last = stream.lastId();
            }
        }
        for (Thread thread : writing) thread.join();
        assertEquals(recorded(authenticator), seen);
    }

    @Test
    void beyond_the_limit_it_is_503_with_advice(@TempDir Path data) {
        var own = RunningService.start(data, Map.of(Key.LIMIT_STREAMS, "1"));
        String url = own.url(Environment.TEST, "/cmiapi/records/stream");
        String bearer = "Bearer " + own.demo(Environment.TEST);
        try (own;
                var first = EventStream.open(url, "Authorization", bearer)) {
            first.awaitFirstId();
            var second = Api.get(url, "Authorization", bearer, "Accept", "application/problem+json");
            assertEquals(503, second.status(), second.text());
            assertEquals("1", second.header("Retry-After"));
            assertTrue(second.text().contains("Too many streams are open"), second.text());
        }
    }

    @Test
    void an_account_that_opens_all_it_can_leaves_room_for_another(@TempDir Path data) {
        var own = RunningService.start(data, Map.of(Key.LIMIT_STREAMS, "4"));
        String url = own.url(Environment.TEST, "/cmiapi/records/stream");
        String greedy = "Bearer " + own.demo(Environment.TEST);
        String modest = "Bearer " + RunningService.text(own.account("modest"), Environment.TEST);
        var open = new ArrayList<EventStream>();
        try (own) {
            for (int i = 0; i < 3; i++) {
                open.add(EventStream.open(url, "Authorization", greedy));
                open.getLast().awaitFirstId();
            }
            var refused = Api.get(url, "Authorization", greedy);
            assertEquals(429, refused.status(), refused.text());
            assertEquals("1", refused.header("Retry-After"));
            open.add(EventStream.open(url, "Authorization", modest));
            open.getLast().awaitFirstId();
            open.forEach(EventStream::close);
        }
    }

    @Test
    void only_the_owner_reads_and_only_numbers_are_read() {
        String url = service.url(Environment.TEST, "/cmiapi/records/stream");
        assertEquals(401, Api.get(url).status());
        String bearer = "Bearer " + fresh();
        assertEquals(
                401,
                Api.get(url, "Authorization", "Bearer " + service.demo(Environment.PRODUCTION))
                        .status());
        assertEquals(400, Api.get(url + "?from=x", "Authorization", bearer).status());
        assertEquals(
                400, Api.get(url + "?from=1&from=2", "Authorization", bearer).status());
        assertEquals(
                400,
                Api.get(url, "Authorization", bearer, "Last-Event-ID", "-1").status());
    }

    @Test
    void a_stop_ends_it_completely(@TempDir Path data) {
        var own = RunningService.start(data);
        String url = own.url(Environment.TEST, "/cmiapi/records/stream");
        try (var stream = EventStream.open(url, "Authorization", "Bearer " + own.demo(Environment.TEST))) {
            stream.awaitFirstId();
            own.close();
            assertEquals(Optional.empty(), stream.next());
        }
    }
}
