package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// docs/records.md.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordEndpointTest {
    private static final Pattern COOKIES = Pattern.compile("\"cookie\":\"([^\"]*)\"");

    private RunningService service;
    private String authenticator;

    @BeforeAll
    void fortyTokens(@TempDir Path data) {
        service = RunningService.start(data);
        authenticator = service.demo(Environment.TEST);
        for (int i = 0; i < 40; i++) issue("c" + i % 20);
        issue("c0");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void issue(String cookie) {
        service.token(
                authenticator,
                Drm.FAIRPLAY,
                Api.parameters("contentKey", "0".repeat(31) + "1", "iv", "0".repeat(32), "cookie", cookie));
    }

    private Api.Reply ask(String query) {
        String url = service.url(Environment.TEST, "/cmiapi/getrecord/");
        return Api.get(url + "?customerAuthenticator=" + authenticator + "&" + query);
    }

    private List<String> cookies(String query) {
        Api.Reply reply = ask(query);
        assertEquals(200, reply.status(), reply.text());
        return COOKIES.matcher(reply.text())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void without_a_method_the_latest_32_come_newest_first() {
        List<String> cookies = cookies("apiVersion=0&isSuperfast=true");
        assertEquals(32, cookies.size());
        assertEquals(List.of("c0", "c19", "c18"), cookies.subList(0, 3));
    }

    @Test
    void a_cookie_finds_its_records() {
        assertEquals(List.of("c0", "c0", "c0"), cookies("cookie=c0"));
        assertEquals(List.of(), cookies("cookie=none"));
    }

    @Test
    void an_id_finds_one_record() {
        String text = ask("start=3&length=1").text();
        String id = text.replaceFirst("(?s).*\"event_id\":([0-9]+).*", "$1");
        assertEquals(List.of("c3"), cookies("id=" + id));
        assertEquals("{\"valid\":true,\"events\":[]}", ask("id=999999999").text());
    }

    @Test
    void a_window_counts_from_the_oldest() {
        assertEquals(List.of("c0", "c1"), cookies("start=0&length=2"));
        assertEquals(List.of("c0"), cookies("start=40&length=1000"));
        assertEquals(List.of(), cookies("start=41&length=1000"));
    }

    @Test
    void a_time_window_takes_its_beginning_in_and_leaves_its_end_out() {
        assertEquals(
                41, cookies("from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z").size());
        assertEquals(
                0, cookies("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z").size());
    }

    @Test
    void a_record_has_the_documented_members() {
        String text = ask("start=0&length=1").text();
        assertTrue(
                text.matches("\\{\"valid\":true,\"events\":\\[\\{\"event_id\":[0-9]+,"
                        + "\"time\":\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z\","
                        + "\"kind\":\"issued\",\"drm\":\"fairplay\",\"environment\":\"test\",\"error_code\":0,"
                        + "\"error\":\"\",\"request_id\":\"[0-9a-f]{32}\",\"token_id\":\"[0-9a-f]{32}\","
                        + "\"cookie\":\"c0\",\"kids\":\\[],\"charged\":0,\"window\":0,\"facts\":\\{.*}}]}"),
                text);
    }

    @Test
    void two_methods_are_refused() {
        assertEquals(400, ask("cookie=c0&id=1").status());
        assertEquals("400", ask("start=x&errorFormat=json").header("Licet-Code"));
    }

    @Test
    void only_the_owner_reads_and_only_in_its_environment() {
        String url = service.url(Environment.TEST, "/cmiapi/getrecord/");
        assertEquals(401, Api.get(url).status());
        assertEquals(
                401,
                Api.get(url, "Authorization", "Bearer " + service.demo(Environment.PRODUCTION))
                        .status());
        assertEquals(
                200, Api.get(url, "Authorization", "Bearer " + authenticator).status());
        String stranger = RunningService.text(service.account("stranger"), Environment.TEST);
        assertEquals(
                "{\"valid\":true,\"events\":[]}",
                Api.get(url, "Authorization", "Bearer " + stranger).text());
    }
}
