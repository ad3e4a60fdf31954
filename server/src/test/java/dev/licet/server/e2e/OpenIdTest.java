package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.licet.crypto.Authorities;
import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.openid.Flow;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in at another service: the whole way over sockets, and everything that must not let anybody in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdTest {
    private static final String START = "/admin/sign-in/openid";

    private final StandInProvider provider = new StandInProvider();
    private RunningService service;
    private CreatedAccount account;
    private Path folder;
    private Path secret;
    private int folders;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        folder = data;
        secret = Files.writeString(data.resolve("secret"), StandInProvider.SECRET + "\n");
        service = RunningService.start(
                data,
                Map.of(
                        Key.ADMIN_OPENID_ISSUER, provider.issuer().toString(),
                        Key.ADMIN_OPENID_CLIENT_ID, StandInProvider.CLIENT,
                        Key.ADMIN_OPENID_CLIENT_SECRET_FILE, secret.toString()));
        account = service.account("films");
        user("alice@example.com", Optional.of(account.id()));
        user("root@example.com", Optional.empty());
        user("gone@example.com", Optional.empty());
        service.operator().dashboard().users().enable("gone@example.com", false).orThrow();
    }

    private void user(String name, Optional<AccountId> of) {
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create(name, of, Role.OWNER, password)
                .orThrow();
    }

    @BeforeEach
    void behave() {
        provider.behave();
    }

    @AfterAll
    void stop() {
        service.close();
        provider.close();
    }

    /// A browser on its way to the provider and back.
    private record Trip(String cookie, String back) {}

    private Trip leave() {
        return leave(service);
    }

    private Trip leave(RunningService from) {
        var start = Api.get(from.dashboard(START));
        assertEquals(303, start.status());
        String set = start.header("Set-Cookie");
        assertTrue(set.contains("; HttpOnly; SameSite=Lax; Max-Age=600"), set);
        return new Trip(set.substring(0, set.indexOf(';')), provider.signIn(start.header("Location")));
    }

    private static Api.Reply comeBack(Trip trip) {
        return Api.get(trip.back(), "Cookie", trip.cookie());
    }

    private static void assertOutside(int status, Api.Reply reply) {
        assertEquals(status, reply.status(), reply.text());
        assertEquals("", reply.header("Set-Cookie"), "no session");
        assertTrue(reply.text().contains("You are not signed in."), reply.text());
    }

    @Test
    void the_page_to_sign_in_offers_it() {
        assertTrue(Api.get(service.dashboard("/admin/sign-in")).text().contains("href=\"" + START + "\""));
    }

    @Test
    void somebody_whom_the_provider_names_gets_the_session_of_that_user() {
        var reply = comeBack(leave());
        assertEquals(200, reply.status(), reply.text());
        assertTrue(reply.text().contains("http-equiv=\"refresh\""), reply.text());
        String set = reply.header("Set-Cookie");
        assertTrue(set.endsWith("; Path=/admin; HttpOnly; SameSite=Strict"), set);
        String session = set.substring(0, set.indexOf(';'));
        var page = Api.get(service.dashboard("/admin/accounts"), "Cookie", session);
        assertTrue(page.text().contains("alice@example.com"), page.text());
        assertEquals(
                403,
                Api.get(service.dashboard("/admin/users"), "Cookie", session).status());
        var deed = service.operator()
                .audit()
                .latest(AuditFilter.ALL.of(account.id()), Long.MAX_VALUE, 1)
                .getFirst()
                .deed();
        assertEquals(Verb.SIGN_IN, deed.verb());
        assertEquals(new Ending.Done(), deed.ending());
        assertEquals("OpenID Connect", deed.target().what());
        assertEquals("alice@example.com", deed.actor().name());
        assertEquals(reply.header("X-Request-Id"), deed.actor().request());
        assertEquals("127.0.0.1", deed.actor().address());
    }

    @Test
    void the_request_asks_for_what_the_standards_demand() {
        String location = Api.get(service.dashboard(START)).header("Location");
        for (String part : List.of(
                "response_type=code",
                "client_id=" + StandInProvider.CLIENT,
                "code_challenge_method=S256",
                "scope=openid+")) {
            assertTrue(location.contains(part), location);
        }
        String other = Api.get(service.dashboard(START)).header("Location");
        for (String name : List.of("state", "nonce", "code_challenge")) {
            assertEquals(43, value(location, name).length(), name);
            assertFalse(value(location, name).equals(value(other, name)), name + " is new each time");
        }
    }

    private static String value(String location, String name) {
        return location.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    static Stream<Arguments> lies() {
        Date past = Date.from(Instant.now().minusSeconds(600));
        return Stream.of(
                lie("another nonce", claims -> claims.claim("nonce", "x")),
                lie("no nonce", claims -> claims.claim("nonce", null)),
                lie("another audience", claims -> claims.audience("somebody")),
                lie("two audiences and no party", claims -> claims.audience(List.of(StandInProvider.CLIENT, "other"))),
                lie("another party", claims -> claims.claim("azp", "somebody")),
                lie("another issuer", claims -> claims.issuer("https://elsewhere.example")),
                lie("expired", claims -> claims.expirationTime(past)),
                lie("without an end", claims -> claims.expirationTime(null)),
                lie("without a subject", claims -> claims.subject(null)),
                lie("an address that is not verified", claims -> claims.claim("email_verified", false)),
                lie("an address of which nothing is said", claims -> claims.claim("email_verified", null)),
                lie("no address", claims -> claims.claim("email", null)));
    }

    private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void an_id_token_that_is_not_for_this_attempt_lets_nobody_in(
            String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        provider.claims(change);
        assertOutside(401, comeBack(leave()));
    }

    @Test
    void a_signature_of_another_key_lets_nobody_in() {
        provider.forge();
        assertOutside(401, comeBack(leave()));
    }

    @Test
    void a_state_is_good_once_and_in_the_browser_where_it_began() {
        Trip trip = leave();
        Trip other = leave();
        assertOutside(403, Api.get(trip.back()));
        assertOutside(403, comeBack(new Trip(other.cookie(), trip.back())));
        assertOutside(403, comeBack(new Trip(trip.cookie(), trip.back() + "x")));
        assertEquals(200, comeBack(trip).status());
        assertOutside(403, comeBack(trip));
    }

    @Test
    void a_refusal_of_the_provider_and_the_answer_of_another_let_nobody_in() {
        Trip refused = leave();
        String state = refused.back().substring(refused.back().indexOf("&state="));
        String back = refused.back().substring(0, refused.back().indexOf('?'));
        assertOutside(401, comeBack(new Trip(refused.cookie(), back + "?error=access_denied" + state)));
        Trip mixed = leave();
        assertOutside(401, comeBack(new Trip(mixed.cookie(), mixed.back() + "&iss=https%3A%2F%2Felsewhere.example")));
        Trip wrong = leave();
        assertOutside(401, comeBack(new Trip(wrong.cookie(), wrong.back().replace("code=", "code=x"))));
    }

    private String lastRefusal() {
        var deed = service.operator()
                .audit()
                .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                .getFirst()
                .deed();
        assertEquals(Verb.SIGN_IN, deed.verb());
        return deed.ending().reason();
    }

    @Test
    void every_refusal_is_one_line_of_the_trail_with_the_error_that_oauth_names() {
        Trip trip = leave();
        String state = trip.back().substring(trip.back().indexOf("&state="));
        String back = trip.back().substring(0, trip.back().indexOf('?'));
        assertOutside(401, comeBack(new Trip(trip.cookie(), back + "?error=access_denied" + state)));
        assertEquals("the provider says no, error access_denied", lastRefusal());
        trip = leave();
        state = trip.back().substring(trip.back().indexOf("&state="));
        assertOutside(401, comeBack(new Trip(trip.cookie(), back + "?error=%3Cb%3Ehello" + state)));
        assertEquals("the provider says no, error of an unknown form", lastRefusal());
        trip = leave();
        assertOutside(401, comeBack(new Trip(trip.cookie(), trip.back().replace("code=", "code=x"))));
        assertEquals("the token endpoint answered 400, error invalid_grant", lastRefusal());
        assertOutside(403, Api.get(leave().back()));
        assertEquals("the browser has no attempt under way", lastRefusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=x", "code=x", "iss=x", "iss=x&iss=x", "error=x&error=y"})
    void an_answer_with_a_parameter_twice_lets_nobody_in(String more) {
        Trip trip = leave();
        assertOutside(401, comeBack(new Trip(trip.cookie(), trip.back() + "&iss=y&error=x&" + more)));
        assertTrue(lastRefusal().endsWith(" twice"), lastRefusal());
    }

    @Test
    void a_provider_that_always_names_itself_must_do_so() {
        provider.nameIssuer();
        try (var other = another(Map.of())) {
            Trip trip = leave(other);
            assertOutside(401, comeBack(trip));
            trip = leave(other);
            String iss = "&iss=" + URLEncoder.encode(provider.issuer().toString(), StandardCharsets.UTF_8);
            assertEquals(
                    403, comeBack(new Trip(trip.cookie(), trip.back() + iss)).status(), "nobody here, but believed");
        }
    }

    @Test
    void a_key_set_that_cannot_be_had_is_the_providers_trouble() {
        provider.loseKeys();
        try (var other = another(Map.of())) {
            assertOutside(503, comeBack(leave(other)));
            String reason = other.operator()
                    .audit()
                    .latest(AuditFilter.ALL, Long.MAX_VALUE, 1)
                    .getFirst()
                    .deed()
                    .ending()
                    .reason();
            assertEquals("the key set cannot be had: it answered 500", reason);
            provider.behave();
            assertEquals(403, comeBack(leave(other)).status(), "nobody here, but believed");
        }
    }

    /// U+212A is the sign of the unit kelvin, which Java's lower case turns into a `k`.
    @Test
    void an_address_that_only_unicode_folds_into_a_users_is_nobodys() {
        user("kate+licet@example.com", Optional.empty());
        provider.claims(claims -> claims.claim("email", "\u212aate+licet@example.com"));
        assertOutside(403, comeBack(leave()));
        provider.claims(claims -> claims.claim("email", "Kate+Licet@Example.com"));
        assertEquals(200, comeBack(leave()).status());
    }

    @Test
    void a_subject_is_compared_exactly() {
        try (var other = another(Map.of(Key.ADMIN_OPENID_USER_CLAIM, "sub"))) {
            var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
            other.operator()
                    .dashboard()
                    .users()
                    .create("Sub-One", Optional.empty(), Role.OWNER, password)
                    .orThrow();
            provider.claims(claims -> claims.subject("sub-one"));
            assertOutside(403, comeBack(leave(other)));
            provider.claims(claims -> claims.subject("Sub-One"));
            assertEquals(200, comeBack(leave(other)).status());
        }
    }

    @Test
    void an_attempt_under_another_name_of_the_host_is_sent_to_the_one_that_is_configured() {
        String there = service.dashboard(START);
        var moved = Api.get(there.replace("localhost", "127.0.0.1"));
        assertEquals(303, moved.status());
        assertEquals(there + "?moved=1", moved.header("Location"));
        assertEquals("", moved.header("Set-Cookie"));
        var again = Api.get(there.replace("localhost", "127.0.0.1") + "?moved=1");
        assertTrue(
                again.header("Location").startsWith(provider.issuer().toString().replace("/realm", "")), "no circle");
    }

    private RunningService another(Map<Key, String> more) {
        var settings = new HashMap<Key, String>();
        settings.put(Key.ADMIN_OPENID_ISSUER, provider.issuer().toString());
        settings.put(Key.ADMIN_OPENID_CLIENT_ID, StandInProvider.CLIENT);
        settings.put(Key.ADMIN_OPENID_CLIENT_SECRET_FILE, secret.toString());
        settings.putAll(more);
        return RunningService.start(folder.resolve("other" + folders++), settings);
    }

    @ParameterizedTest
    @CsvSource({"500, 503", "503, 503", "429, 503", "400, 401", "302, 401"})
    void a_token_endpoint_that_is_unwell_is_away_whatever_its_body_says(int answered, int outside) {
        Trip trip = leave();
        provider.answersOnce(LoopbackServer.Answer.of(answered, "{\"error\":\"invalid_grant\"}"));
        assertOutside(outside, comeBack(trip));
    }

    @Test
    void a_token_endpoint_that_answers_without_end_is_refused() {
        Trip trip = leave();
        provider.answersOnce(LoopbackServer.Answer.of(200, "{\"id_token\":\"x\"}" + " ".repeat(300_000)));
        assertOutside(401, comeBack(trip));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone@example.com", "nobody@example.com", "<b>"})
    void who_is_no_user_or_switched_off_stays_outside(String name) {
        provider.claims(claims -> claims.claim("email", name));
        assertOutside(403, comeBack(leave()));
    }

    @Test
    void a_provider_that_is_away_or_another_than_configured_is_no_way_in(@TempDir Path data) {
        var away = new StandInProvider();
        try (var other = RunningService.start(
                data, Map.of(Key.ADMIN_OPENID_ISSUER, away.issuer().toString()))) {
            away.pretend("https://elsewhere.example");
            assertOutside(503, Api.get(other.dashboard(START)));
            away.close();
            assertOutside(503, Api.get(other.dashboard(START)));
        }
    }

    @Test
    void what_was_known_goes_on_while_the_provider_cannot_be_asked_again() throws IOException {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        var brief = new StandInProvider();
        var openId = new OpenId(
                new OpenIdSetting(brief.issuer(), StandInProvider.CLIENT, Optional.empty(), "email"),
                Authorities.USUAL.context(),
                now::get);
        var flow = new Flow(SecretBytes.random(RunningService.RANDOM, 32));
        var back = URI.create("http://localhost/back");
        URI first = openId.authorization(flow, back);
        now.set(now.get().plus(Duration.ofHours(2)));
        brief.pretend("https://elsewhere.example");
        assertEquals(first, openId.authorization(flow, back));
        assertEquals(first, openId.authorization(flow, back));
        assertEquals(2, brief.asked(), "a description that cannot be used is not asked for again at once");
        now.set(now.get().plus(Duration.ofMinutes(2)));
        brief.behave();
        assertEquals(first, openId.authorization(flow, back));
        assertEquals(3, brief.asked());
        brief.close();
        now.set(now.get().plus(Duration.ofHours(2)));
        assertEquals(first, openId.authorization(flow, back), "nobody answers any more");
    }

    @Test
    void a_provider_that_makes_people_wait_makes_only_a_few_of_them_wait(@TempDir Path data) throws Exception {
        var slow = new StandInProvider();
        var latch = new CountDownLatch(1);
        slow.wait(latch);
        var answers = new LinkedBlockingQueue<Integer>();
        try (var other = RunningService.start(
                data, Map.of(Key.ADMIN_OPENID_ISSUER, slow.issuer().toString()))) {
            for (int i = 0; i < 9; i++) {
                Thread.ofVirtual()
                        .start(() -> answers.add(Api.get(other.dashboard(START)).status()));
            }
            assertEquals(503, answers.take(), "the ninth goes away at once");
            latch.countDown();
            for (int i = 0; i < 8; i++) assertEquals(303, answers.take());
            assertEquals(1, slow.asked());
        } finally {
            slow.close();
        }
    }

    @Test
    void without_a_provider_there_is_no_such_way(@TempDir Path data) {
        try (var plain = RunningService.start(data)) {
            assertFalse(Api.get(plain.dashboard("/admin/sign-in")).text().contains("OpenID"));
            assertEquals("/admin/sign-in", Api.get(plain.dashboard(START)).header("Location"));
        }
    }
}
