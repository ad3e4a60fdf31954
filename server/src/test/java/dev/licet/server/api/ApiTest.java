package dev.licet.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.Answer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.server.health.Check;
import dev.licet.server.health.Finding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Routes, formats and headers. What the domain answers is fixed here: it is tested where it lives.
class ApiTest {
    private static final Map<String, String> NO_FIELDS = Map.of();
    private static final byte[] EMPTY = {};
    private static final Map<String, String> PERSON = Map.of("Accept", "text/html,*/*;q=0.8");

    private final List<TokenCall> tokenCalls = new ArrayList<>();
    private final List<RedemptionCall> redemptions = new ArrayList<>();
    private TokenOutcome tokenOutcome = new TokenOutcome.Issued(token(), "sealed_Text-1", List.of());
    private LicenseOutcome licenseOutcome = new LicenseOutcome.Given(Answer.raw(new byte[] {0, 1, 2}));
    private Optional<URI> dashboard = Optional.of(URI.create("http://localhost:8082/admin?a&b"));
    private boolean whole = true;
    private Finding finding = Finding.WELL;
    private Optional<RuntimeException> storeFails = Optional.empty();
    private Optional<RuntimeException> licenseFails = Optional.empty();

    private final PublicUrls urls = new PublicUrls(environment -> switch (environment) {
        case TEST -> URI.create("http://localhost:8080");
        case PRODUCTION -> URI.create("https://drm.example.com/");
    });
    private final Api.Endpoints endpoints = new Api.Endpoints(
            new TokenEndpoint(this::issue, urls),
            new RightsEndpoint(this::redeem),
            Certificates.endpoint(),
            Certificates.noRecords(),
            Certificates.noRecordStream(),
            new KeystoreEndpoint(Certificates.nobody(), null, null, deed -> {}, 1, Certificates.READS),
            Certificates.noPackagers(),
            Certificates.noLicenses(),
            Certificates.noExplanations(),
            new HealthEndpoint(() -> whole, List.of(new Check("database", () -> finding))),
            new HomeEndpoint(() -> dashboard));
    private final Api api = new Api(endpoints, Certificates.PARTIES, Set.of(Environment.TEST));

    private TokenOutcome issue(TokenCall call) {
        if (storeFails.isPresent()) throw storeFails.get();
        tokenCalls.add(call);
        return tokenOutcome;
    }

    private LicenseOutcome redeem(RedemptionCall call) {
        if (licenseFails.isPresent()) throw licenseFails.get();
        redemptions.add(call);
        return licenseOutcome;
    }

    private static Token token() {
        var key = new KeyGrant(Optional.empty(), SecretBytes.copyOf(new byte[16]), 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                List.of(key), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());
        return new Token(
                Environment.TEST,
                Drm.WIDEVINE,
                new AccountId(201722),
                TokenId.of(new byte[16]),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                rights,
                Optional.empty(),
                Optional.empty());
    }

    private static Request request(
            Environment environment, String method, String target, Map<String, String> fields, byte[] body) {
        var known = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(fields);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(environment, method, path, query, name -> Optional.ofNullable(known.get(name)), body, "r-1");
    }

    private Reply send(String method, String target, Map<String, String> fields) {
        return api.answer(request(Environment.TEST, method, target, fields, EMPTY));
    }

    private static String text(Reply reply) {
        return new String(reply.bytes(), StandardCharsets.UTF_8);
    }

    private static String field(Reply reply, String name) {
        return reply.field(name).orElse("-");
    }

    @Test
    void a_token_is_one_line_with_the_configured_address() {
        Reply test = send("GET", "/hms/wv/token?kid=x", Map.of("Host", "evil.example"));
        assertEquals(200, test.status());
        assertEquals("text/uri-list", field(test, "Content-Type"));
        assertEquals("http://localhost:8080/hms/wv/rights/?ExpressPlayToken=sealed_Text-1", text(test));
        Reply production = api.answer(request(Environment.PRODUCTION, "POST", "/hms/fp/token/", NO_FIELDS, EMPTY));
        assertEquals("https://drm.example.com/hms/fp/rights/?ExpressPlayToken=sealed_Text-1", text(production));
    }

    @Test
    void the_root_tells_people_where_they_are_and_where_to_go() {
        Reply page = send("GET", "/", PERSON);
        assertEquals(200, page.status());
        assertEquals("text/html; charset=utf-8", field(page, "Content-Type"));
        assertTrue(text(page).contains("<strong>test</strong> environment"), text(page));
        assertTrue(text(page).contains("<a href=\"http://localhost:8082/admin?a&amp;b\">"), text(page));
        for (String link : List.of("/openapi", "/health/live", "/health/ready")) {
            assertTrue(text(page).contains("<a href=\"" + link + "\">"), link);
            assertTrue(api.paths().containsKey(link), link);
        }
        dashboard = Optional.empty();
        String production = text(api.answer(request(Environment.PRODUCTION, "GET", "/", NO_FIELDS, EMPTY)));
        assertTrue(production.contains("<strong>production</strong> environment"), production);
        assertTrue(production.contains("there is none on this node"), production);
    }

    @Test
    void a_form_counts_on_post_and_not_on_get() {
        byte[] form = "cookie=c".getBytes(StandardCharsets.US_ASCII);
        api.answer(request(Environment.TEST, "POST", "/hms/wv/token?kid=k", NO_FIELDS, form));
        api.answer(request(Environment.TEST, "GET", "/hms/wv/token?kid=k", NO_FIELDS, form));
        assertEquals(List.of("kid", "cookie"), tokenCalls.get(0).parameters().names());
        assertEquals(List.of("kid"), tokenCalls.get(1).parameters().names());
    }

    /// Whatever fails, and however early: a PlayReady client reads nothing but faults.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/playready/RightsManager.asmx",
                "/PlayReady/rightsmanager.ASMX/",
                "/hms/pr/rights",
                "/hms/pr/rights/"
            })
    void a_playready_client_is_refused_by_faults_alone(String path) throws MalformedMessage {
        var challenge = request(Environment.TEST, "POST", path, PERSON, EMPTY);
        for (Trouble trouble : Trouble.values()) {
            boolean theirs = trouble.status() < 500 && trouble.status() != 429;
            assertFault(
                    theirs ? PlayReadyFault.INVALID_MESSAGE : PlayReadyFault.INTERNAL_ERROR,
                    trouble.status(),
                    api.refuse(challenge, trouble));
        }
        licenseFails = Optional.of(new StoreUnavailable("charging", new IllegalStateException()));
        assertFault(PlayReadyFault.INTERNAL_ERROR, -2030, api.answer(challenge));
        licenseFails = Optional.of(new StoreDamaged("opening a set-up", new IllegalStateException()));
        assertFault(PlayReadyFault.INTERNAL_ERROR, -2030, api.answer(challenge));
        var seen = request(Environment.TEST, "GET", path, NO_FIELDS, EMPTY);
        assertEquals("application/json", field(api.refuse(seen, Trouble.BUSY), "Content-Type"));
        assertEquals(405, api.answer(seen).status());
    }

    private static void assertFault(int status, int code, Reply reply) throws MalformedMessage {
        assertEquals(500, reply.status());
        assertEquals(PlayReadyFault.MEDIA_TYPE, field(reply, "Content-Type"));
        assertEquals(Integer.toString(code), field(reply, "Licet-Code"));
        var fault = ((PlayReadyAnswer.Refused) PlayReadyAnswer.read(reply.bytes())).fault();
        assertEquals(PlayReadyFault.hex(status), PlayReadyFault.hex(fault.status()));
        String custom = fault.customData().orElseThrow();
        assertTrue(custom.startsWith("{\"code\":" + code + ",\"message\":\"[" + code + "] "), custom);
    }

    @Test
    void a_bearer_token_is_handed_over_without_its_scheme() {
        send("GET", "/hms/wv/token", Map.of("Authorization", "bearer 1,ab"));
        send("GET", "/hms/wv/token", Map.of("Authorization", "Basic 1,ab"));
        assertEquals(Optional.of("1,ab"), tokenCalls.get(0).bearer());
        assertEquals(Optional.empty(), tokenCalls.get(1).bearer());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', text/html; charset=utf-8",
        "errorFormat=html, '', text/html; charset=utf-8",
        "errorFormat=json, '', application/json",
        "errorFormat=xml, '', text/html; charset=utf-8",
        "'', application/json, text/html; charset=utf-8",
        "'', application/problem+json, application/problem+json",
        "errorFormat=json, '*/*, application/problem+json', application/problem+json",
        "errorFormat=json, '*/*, application/problem+json;q=0', application/json",
        "'', 'application/problem+json;q=0', text/html; charset=utf-8",
        "'', 'text/html;q=0, application/json', application/json",
        "'', 'text/*;q=0, */*', application/json",
        "errorFormat=html, 'text/html;q=0, application/json', text/html; charset=utf-8",
    })
    void a_refused_token_comes_in_the_published_formats(String query, String accept, String mediaType) {
        tokenOutcome = new TokenOutcome.Denied(
                Refused.request(Refusal.KID_MISSING, "none").in("kid"));
        Reply reply = send("GET", "/hms/wv/token?" + query, Map.of("Accept", accept));
        assertEquals(400, reply.status());
        assertEquals(mediaType, field(reply, "Content-Type"));
        assertEquals("-4018", field(reply, "Licet-Code"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '*/*', application/json",
        "'', '', application/json",
        "'', application/octet-stream, application/json",
        "'', application/json, application/json",
        "errorFormat=json, '*/*', application/json",
        "errorFormat=html, '*/*', application/json",
        "errorFormat=html, application/json, application/json",
        "'', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', text/html; charset=utf-8",
        "errorFormat=json, text/html, text/html; charset=utf-8",
        "'', application/problem+json, application/problem+json",
        "'', 'text/html;q=0, */*', application/json",
        "'', 'text/html;q=0.2, application/json', application/json",
        "'', 'text/html, application/json;q=0.9', text/html; charset=utf-8",
        "'', 'application/problem+json;q=0', application/json",
        "'', 'application/problem+json;q=0.5, application/json', application/json",
        "'', 'application/json;q=0', application/problem+json",
    })
    void a_refused_license_is_json_unless_a_page_is_named(String query, String accept, String mediaType) {
        licenseOutcome = new LicenseOutcome.Denied(Refused.request(Refusal.TOKEN_INVALID, "expired"));
        Reply reply = send("POST", "/hms/fp/rights/?ExpressPlayToken=t&" + query, Map.of("Accept", accept));
        assertEquals(403, reply.status());
        assertEquals(mediaType, field(reply, "Content-Type"));
    }

    @Test
    void a_license_is_exactly_what_was_made_for_the_device() {
        Reply raw = send("POST", "/hms/wv/rights/?ExpressPlayToken=t&id=7", NO_FIELDS);
        assertEquals(200, raw.status());
        assertArrayEquals(new byte[] {0, 1, 2}, raw.bytes());
        assertEquals("application/octet-stream", field(raw, "Content-Type"));
        licenseOutcome = new LicenseOutcome.Given(new Answer(new byte[] {'{', '}'}, "application/json"));
        assertEquals("application/json", field(send("POST", "/hms/fp/rights", NO_FIELDS), "Content-Type"));
        assertEquals(
                List.of(Drm.WIDEVINE, Drm.FAIRPLAY),
                redemptions.stream().map(RedemptionCall::drm).toList());
    }

    @Test
    void the_token_comes_from_the_query_or_from_the_header_and_two_that_differ_open_nothing() {
        send("POST", "/hms/wv/rights/?ExpressPlayToken=a", NO_FIELDS);
        send("POST", "/hms/wv/rights/", Map.of("expressplaytoken", "b"));
        send("POST", "/hms/wv/rights/?ExpressPlayToken=c", Map.of("ExpressPlayToken", "c"));
        send("POST", "/hms/wv/rights/?ExpressPlayToken=d", Map.of("ExpressPlayToken", "e"));
        send("POST", "/hms/wv/rights/?ExpressPlayToken=f&ExpressPlayToken=f", NO_FIELDS);
        send("POST", "/hms/wv/rights/", NO_FIELDS);
        assertEquals(
                List.of(
                        Optional.of("a"),
                        Optional.of("b"),
                        Optional.of("c"),
                        Optional.of(""),
                        Optional.of(""),
                        Optional.empty()),
                redemptions.stream().map(RedemptionCall::token).toList());
    }

    @Test
    void a_browser_that_opens_the_license_address_gets_an_explanation() {
        Reply reply = send("GET", "/hms/fp/rights/?ExpressPlayToken=t", PERSON);
        assertEquals(200, reply.status());
        assertTrue(text(reply).contains("SPC"), text(reply));
        assertTrue(redemptions.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_player_that_reads_the_license_address_gets_405_and_no_page(String method) {
        for (var fields : List.of(NO_FIELDS, Map.of("Accept", "*/*"), Map.of("Accept", "application/octet-stream"))) {
            Reply reply = send(method, "/hms/ck/rights/?ExpressPlayToken=t", fields);
            assertEquals(405, reply.status());
            assertEquals("POST, GET, HEAD, OPTIONS", field(reply, "Allow"));
            assertEquals("application/json", field(reply, "Content-Type"));
        }
        assertTrue(redemptions.isEmpty());
    }

    @Test
    void whatever_is_wrong_with_a_request_for_a_license_is_told_in_json() {
        for (String path : List.of("/hms/wv/rights", "/hms/fp/rights/")) {
            assertEquals("application/json", field(send("DELETE", path, NO_FIELDS), "Content-Type"));
            var seen = request(Environment.TEST, "POST", path, NO_FIELDS, EMPTY);
            assertEquals("application/json", field(api.refuse(seen, Trouble.BUSY), "Content-Type"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hms", "/hms/wv/tokens", "/hms/wv/token//", "/HMS/wv/token", "/hms/xx/rights"})
    void an_unknown_path_is_404_in_the_format_that_was_asked_for(String path) {
        Reply page = send("GET", path, NO_FIELDS);
        assertEquals(404, page.status());
        assertEquals("404", field(page, "Licet-Code"));
        Reply json = send("GET", path + "?errorFormat=json", NO_FIELDS);
        assertEquals(
                "{\"code\":404,\"message\":\"[404] There is nothing at this path\",\"requestId\":\"r-1\"}", text(json));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /hms/wv/token, 'GET, POST'",
        "HEAD, /hms/wv/token/, 'GET, POST'",
        "OPTIONS, /hms/fp/token, 'GET, POST'",
        "DELETE, /hms/wv/rights/, 'POST, GET, HEAD, OPTIONS'",
        "POST, /cmiapi/getrecord/, 'GET, HEAD'",
        "OPTIONS, /cmiapi/getrecord, 'GET, HEAD'",
        "POST, /hms/fp/certificate/1, 'GET, HEAD, OPTIONS'",
        "POST, /hms/wv/certificate, 'GET, HEAD, OPTIONS'",
        "POST, /health/live, 'GET, HEAD'",
    })
    void a_wrong_method_is_405_with_the_right_ones(String method, String path, String allow) {
        Reply reply = send(method, path, NO_FIELDS);
        assertEquals(405, reply.status());
        assertEquals(allow, field(reply, "Allow"));
        assertEquals("405", field(reply, "Licet-Code"));
        assertTrue(tokenCalls.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /hms/wv/rights/, 200",
        "GET, /hms/wv/rights, 405",
        "OPTIONS, /hms/fp/rights/, 204",
        "PUT, /hms/fp/rights/, 405",
        "GET, /hms/wv/certificate, 200",
        "OPTIONS, /hms/wv/certificate/, 204",
        "GET, /hms/fp/certificate/201722, 200",
        "GET, /hms/fp/certificate/1, 404",
        "OPTIONS, /hms/fp/certificate/201722/, 204",
        "GET, /no/such/path, 404",
    })
    void players_may_read_every_answer_from_any_origin(String method, String path, int status) {
        Reply reply = send(method, path, Map.of("Origin", "https://a.example"));
        assertEquals(status, reply.status());
        assertEquals("https://a.example", field(reply, "Access-Control-Allow-Origin"));
        assertEquals("true", field(reply, "Access-Control-Allow-Credentials"));
        assertEquals("X-Request-Id, Licet-Code", field(reply, "Access-Control-Expose-Headers"));
        assertEquals("Origin", field(reply, "Vary"));
    }

    @Test
    void what_is_no_origin_is_not_echoed() {
        for (String origin : List.of("https://\u00e9.example", "https://a.example\u00ff")) {
            Reply reply = send("POST", "/hms/wv/rights/", Map.of("Origin", origin));
            assertEquals(200, reply.status());
            assertEquals("-", field(reply, "Access-Control-Allow-Origin"));
            assertEquals("Origin", field(reply, "Vary"));
        }
    }

    @ParameterizedTest
    @CsvSource({"413", "408", "503", "500"})
    void players_may_read_refusals_of_the_listener_too(int status) {
        Trouble trouble = List.of(Trouble.values()).stream()
                .filter(one -> one.status() == status)
                .findFirst()
                .orElseThrow();
        var seen = request(Environment.TEST, "POST", "/hms/wv/rights/", Map.of("Origin", "https://a.example"), EMPTY);
        Reply reply = api.refuse(seen, trouble);
        assertEquals(status, reply.status());
        assertEquals("https://a.example", field(reply, "Access-Control-Allow-Origin"));
        assertTrue(text(reply).contains("[" + status + "] " + trouble.message()), text(reply));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/speke/copyProtection | 413 | text/plain; charset=utf-8 | [413] The document is larger than 256 KiB",
                "/cpix | 413 | text/plain; charset=utf-8 | [413] The document is larger than 256 KiB",
                "/wv/getcontentkey/studio | 200 | application/json | {\"response\":\"",
                "/wv/getlicense/studio | 200 | application/json | {\"status\":\"MALFORMED_REQUEST\",\"status_message\":\"[413]",
                "/playready/RightsManager.asmx | 500 | text/xml; charset=utf-8 | <?xml",
                "/hms/pr/rights/ | 500 | text/xml; charset=utf-8 | <?xml",
                "/hms/ck/rights/ | 413 | application/json | {\"code\":413,",
                "/hms/wv/rights/ | 413 | application/json | {\"code\":413,",
                "/keystore/keys | 413 | application/json | {\"code\":413,",
                "/hms/wv/token | 413 | text/html; charset=utf-8 | <!DOCTYPE html>",
            })
    void each_door_refuses_a_body_that_is_too_large_as_it_refuses_otherwise(
            String path, int status, String mediaType, String beginning) {
        Reply reply = api.refuse(request(Environment.TEST, "POST", path, NO_FIELDS, EMPTY), Trouble.BODY_TOO_LARGE);
        assertEquals(status, reply.status());
        assertEquals(mediaType, field(reply, "Content-Type"));
        assertEquals("413", field(reply, "Licet-Code"));
        assertTrue(text(reply).startsWith(beginning), text(reply));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/speke/copyProtection | text/plain; charset=utf-8 | [503] The service is busy",
                "/wv/getcontentkey/studio | text/plain; charset=utf-8 | [503] The service is busy",
                "/wv/getlicense/studio | application/json | {\"status\":\"INTERNAL_ERROR\",\"status_message\":\"[503]",
            })
    void who_finds_no_room_is_told_so_in_the_words_of_the_door(String path, String mediaType, String beginning) {
        Reply reply = api.refuse(request(Environment.TEST, "POST", path, NO_FIELDS, EMPTY), Trouble.BUSY);
        assertEquals(503, reply.status());
        assertEquals(mediaType, field(reply, "Content-Type"));
        assertTrue(text(reply).startsWith(beginning), text(reply));
    }

    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("/", "text/html; charset=utf-8"),
            Map.entry("/cmiapi/getrecord", "text/html; charset=utf-8"),
            Map.entry("/hms/wv/token", "text/html; charset=utf-8"),
            Map.entry("/hms/fp/token", "text/html; charset=utf-8"),
            Map.entry("/hms/pr/token", "text/html; charset=utf-8"),
            Map.entry("/hms/ck/token", "text/html; charset=utf-8"),
            Map.entry("/speke/copyProtection", "text/plain; charset=utf-8"),
            Map.entry("/cpix", "text/plain; charset=utf-8"),
            Map.entry("/cpix/{contentId}", "text/plain; charset=utf-8"));

    /// A page only where one is published or stands for good answers, too; whoever else asks is a program.
    @Test
    void each_path_refuses_in_the_form_of_its_answers() {
        api.paths().forEach((path, methods) -> {
            String form = FORMS.getOrDefault(path, "application/json");
            String real = path.replaceAll("[{][^}]*[}]", "x");
            Reply wrong = send("PATCH", real, Map.of("Accept", "*/*"));
            assertEquals(405, wrong.status(), path);
            assertEquals(String.join(", ", methods), field(wrong, "Allow"), path);
            assertEquals(form, field(wrong, "Content-Type"), path);
            var seen = request(Environment.TEST, "GET", real, Map.of("Accept", "*/*"), EMPTY);
            String busy = real.startsWith("/wv/getcontentkey") ? "text/plain; charset=utf-8" : form;
            assertEquals(busy, field(api.refuse(seen, Trouble.BUSY), "Content-Type"), path);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /hms/fp/certificate/1 | 404 | {\"code\":404,",
                "GET | /hms/fp/certificate | 404 | {\"code\":404,",
                "GET | /explain | 401 | {\"code\":-2017,",
                "GET | /cmiapi/records/stream | 401 | {\"code\":-2017,",
                "GET | /health/no | 404 | {\"code\":404,",
                "GET | /wv/getcontentkey/studio | 405 | {\"response\":\"",
                "GET | /wv/getlicense/studio | 405 | {\"status\":\"MALFORMED_REQUEST\",\"status_message\":\"[405]",
                "DELETE | /wv/getcontentkey | 404 | {\"response\":\"",
                "GET | /wv/getlicense/ | 404 | {\"status\":\"MALFORMED_REQUEST\",\"status_message\":\"[404]",
                "POST | /wv/getcontentkey | 200 | {\"response\":\"",
                "POST | /wv/getcontentkey/ | 200 | {\"response\":\"",
                "POST | /wv/getlicense | 200 | {\"status\":\"MALFORMED_REQUEST\",\"status_message\":\"[404]",
            })
    void a_program_is_refused_by_an_object(String method, String path, int status, String beginning) {
        Reply reply = send(method, path, Map.of("Accept", "*/*"));
        assertEquals(status, reply.status());
        assertEquals("application/json", field(reply, "Content-Type"));
        assertTrue(text(reply).startsWith(beginning), text(reply));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hms/fp/certificate/1", "/explain", "/cmiapi/records/stream", "/health/no"})
    void a_person_who_opens_the_address_of_a_program_is_refused_by_a_page(String path) {
        assertEquals("text/html; charset=utf-8", field(send("GET", path, PERSON), "Content-Type"));
        Reply details = send("GET", path, Map.of("Accept", "application/problem+json"));
        assertEquals("application/problem+json", field(details, "Content-Type"));
    }

    @Test
    void who_asks_for_a_page_by_the_published_parameter_gets_it_of_a_program_too() {
        assertEquals(
                "text/html; charset=utf-8", field(send("GET", "/explain?errorFormat=html", NO_FIELDS), "Content-Type"));
        assertEquals("application/json", field(send("GET", "/explain?errorFormat=json", PERSON), "Content-Type"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hms/wv/token",
        "POST, /hms/fp/token/",
        "OPTIONS, /hms/wv/token",
        "GET, /cmiapi/getrecord/",
        "GET, /health/live"
    })
    void pages_of_other_origins_may_not_read_what_servers_ask(String method, String path) {
        Reply reply = send(method, path, Map.of("Origin", "https://a.example", "Access-Control-Request-Method", "GET"));
        assertTrue(
                reply.fields().stream()
                        .noneMatch(one -> one.name().toLowerCase(Locale.ROOT).startsWith("access-control")),
                reply.fields().toString());
    }

    @Test
    void a_preflight_allows_what_it_was_asked_for_two_hours() {
        Reply asked = send(
                "OPTIONS",
                "/hms/wv/rights/",
                Map.of("Origin", "https://a.example", "Access-Control-Request-Headers", "content-type,x-custom"));
        assertEquals("content-type,x-custom", field(asked, "Access-Control-Allow-Headers"));
        assertEquals("7200", field(asked, "Access-Control-Max-Age"));
        assertEquals(0, asked.bytes().length);
        Reply odd = send("OPTIONS", "/hms/wv/rights/", Map.of("Access-Control-Request-Headers", "a b;c"));
        assertTrue(field(odd, "Access-Control-Allow-Headers").contains("expressplaytoken"));
    }

    /// Whatever of a path is asked, the methods that it takes are the same.
    @ParameterizedTest
    @CsvSource({
        "/hms/wv/rights/, 'POST, GET, HEAD, OPTIONS'",
        "/playready/RightsManager.asmx, 'POST, GET, HEAD, OPTIONS'",
        "/hms/ck/key/film/fd1a706a-c2b3-6002-888f-6d4a414333c3, 'GET, OPTIONS'",
        "/hms/wv/certificate, 'GET, HEAD, OPTIONS'",
        "/hms/fp/certificate/201722, 'GET, HEAD, OPTIONS'",
        "/openapi, 'GET, HEAD, OPTIONS'",
    })
    void a_preflight_names_the_methods_that_the_path_takes_as_its_refusals_do(String path, String methods) {
        Reply preflight = send("OPTIONS", path, Map.of("Origin", "https://a.example"));
        assertEquals(204, preflight.status());
        assertEquals(methods, field(preflight, "Access-Control-Allow-Methods"));
        assertEquals(methods, field(preflight, "Allow"));
        for (String method : List.of("GET", "POST", "HEAD", "DELETE")) {
            Reply reply = send(method, path, NO_FIELDS);
            assertEquals(reply.status() == 405 ? methods : "-", field(reply, "Allow"), method);
        }
    }

    /// As many names as fit into the headers of a request.
    @Test
    void a_preflight_may_ask_for_thousands_of_headers() {
        String names = "a" + ",a".repeat(8_000);
        Reply asked = send("OPTIONS", "/hms/wv/rights/", Map.of("Access-Control-Request-Headers", names));
        assertEquals(names, field(asked, "Access-Control-Allow-Headers"));
        Reply odd = send("OPTIONS", "/hms/wv/rights/", Map.of("Access-Control-Request-Headers", names + ",;"));
        assertTrue(field(odd, "Access-Control-Allow-Headers").contains("expressplaytoken"));
    }

    @Test
    void certificates_come_as_they_are_and_may_be_kept() {
        Reply fairPlay = send("GET", "/hms/fp/certificate/201722", NO_FIELDS);
        assertArrayEquals(Certificates.FAIRPLAY, fairPlay.bytes());
        assertEquals("application/octet-stream", field(fairPlay, "Content-Type"));
        assertEquals("public, max-age=3600", field(fairPlay, "Cache-Control"));
        assertEquals(404, send("GET", "/hms/fp/certificate/x", NO_FIELDS).status());
        assertEquals(404, send("GET", "/hms/fp/certificate/", NO_FIELDS).status());
        assertArrayEquals(
                Certificates.WIDEVINE,
                send("GET", "/hms/wv/certificate", NO_FIELDS).bytes());
    }

    @Test
    void the_embedded_widevine_certificate_is_not_handed_out_where_it_does_not_serve() {
        var asked = request(Environment.PRODUCTION, "GET", "/hms/wv/certificate", NO_FIELDS, EMPTY);
        assertEquals(404, api.answer(asked).status());
    }

    @Test
    void health_tells_life_from_readiness() {
        String well = "{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"}]}";
        assertEquals(well, text(send("GET", "/health/ready", NO_FIELDS)));
        finding = new Finding.Well(Optional.of("slow"));
        String slow = well.replace("\"UP\"}]", "\"UP\",\"detail\":\"slow\"}]");
        assertEquals(slow, text(send("GET", "/health/ready", NO_FIELDS)));
        finding = new Finding.Unwell("gone");
        Reply down = send("GET", "/health/ready", NO_FIELDS);
        assertEquals(503, down.status());
        assertEquals(slow.replace("UP", "DOWN").replace("slow", "gone"), text(down));
        assertEquals(200, send("HEAD", "/health/live/", NO_FIELDS).status());
        assertEquals("{\"status\":\"UP\"}", text(send("GET", "/health/live", NO_FIELDS)));
        whole = false;
        assertEquals(503, send("GET", "/health/live", NO_FIELDS).status());
    }

    @Test
    void a_database_that_does_not_answer_is_a_reason_to_come_back() {
        storeFails = Optional.of(new StoreUnavailable("reading an account", new IllegalStateException()));
        Reply reply = send("GET", "/hms/wv/token?errorFormat=json", NO_FIELDS);
        assertEquals(503, reply.status());
        assertEquals("1", field(reply, "Retry-After"));
        assertEquals("-2030", field(reply, "Licet-Code"));
    }

    @Test
    void a_database_that_was_tampered_with_is_none() {
        storeFails = Optional.of(new StoreDamaged("opening a key", new IllegalStateException()));
        Reply reply = send("GET", "/hms/wv/token?errorFormat=json", NO_FIELDS);
        assertEquals(500, reply.status());
        assertEquals("-", field(reply, "Retry-After"));
        assertEquals("-2030", field(reply, "Licet-Code"));
    }

    @Test
    void nothing_of_a_request_is_printed() {
        var parameters = Parameters.read("contentKey=secret", EMPTY);
        assertEquals(List.of("contentKey"), parameters.names());
        assertEquals(
                "Request[r-1]",
                request(Environment.TEST, "GET", "/hms/wv/token?contentKey=secret", NO_FIELDS, EMPTY)
                        .toString());
    }
}
