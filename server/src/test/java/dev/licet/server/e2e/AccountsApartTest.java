package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.server.api.OpenApi;
import dev.licet.server.config.Key;
import dev.licet.server.e2e.Questions.Asker;
import dev.licet.server.e2e.Questions.Question;
import dev.licet.server.e2e.Questions.Things;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route that wants to know who asks keeps the things of one account in one environment from another
/// account, and from the same account in the other environment: whoever is a stranger gets, letter for letter,
/// what they get for a thing that does not exist (reference: security.md T8, T16).
///
/// The routes are those of the description of the API. One that is new there and has no entry in [Questions]
/// makes the first test fail: say there how it is asked for somebody's thing, and what its owner sees.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsApartTest {
    /// Where a token is what shows who asks.
    private static final Set<String> DOORS = Set.of("tokenInQuery", "tokenInHeader");

    /// What anybody may ask. What a signature in the body opens has tests of its own ([ContentKeyEndpointTest],
    /// [LicenseEndpointTest]).
    private static final Set<String> OPEN = Set.of(
            "GET /",
            "GET /health/live",
            "GET /health/ready",
            "GET /hms/ck/rights/",
            "GET /hms/fp/certificate/{account}",
            "GET /hms/fp/rights/",
            "GET /hms/pr/rights/",
            "GET /hms/wv/certificate",
            "GET /hms/wv/rights/",
            "GET /openapi",
            "GET /playready/RightsManager.asmx",
            "POST /wv/getcontentkey/{signer}",
            "POST /wv/getlicense/{signer}");

    /// Nobody's.
    private static final Things NONE = new Things(
            "c0ffee00c0ffee00c0ffee00c0ffee00", "nobodys", "0123456789abcdef0123456789abcdef", "99999999", "nowhere");

    private RunningService service;
    private Questions questions;
    private CreatedAccount other;
    private Asker owner;
    private Things own;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, Map.of(Key.CLEARKEY_IN_PRODUCTION, "true"));
        questions = new Questions(service);
        other = service.account("other");
        owner = new Asker(Environment.TEST, service.demo(Environment.TEST));
        for (CreatedAccount account : List.of(service.demo(), other)) seed(account);
        own = things();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private void seed(CreatedAccount account) {
        var seeds = service.operator().administration().packagerSeeds();
        for (Environment environment : Environment.values())
            seeds.create(account.id(), environment).orThrow();
        new Encryptor(service, RunningService.text(account, Environment.TEST)).awaitOptions();
    }

    private Things things() {
        String kid = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        keep(kid);
        var good = TokenCatalogue.good(Drm.CLEARKEY);
        good.put("cookie", "owners");
        Api.Reply issued = questions.send(owner, "GET", "/hms/ck/token?" + Api.form(good), "");
        String records = questions
                .send(owner, "GET", "/cmiapi/getrecord/?cookie=owners", "")
                .text();
        String record = records.replaceFirst("(?s).*\"event_id\":([0-9]+).*", "$1");
        return new Things(kid, "owners", issued.header("X-Request-Id"), record, "film");
    }

    private void keep(String kid) {
        questions.make(owner, "/keystore/keys", kid, Questions.KEY);
    }

    private List<Asker> strangers() {
        return List.of(
                new Asker(Environment.PRODUCTION, service.demo(Environment.PRODUCTION)),
                new Asker(Environment.TEST, RunningService.text(other, Environment.TEST)),
                new Asker(Environment.PRODUCTION, RunningService.text(other, Environment.PRODUCTION)));
    }

    private List<String> operations() {
        return List.copyOf(questions.all().keySet());
    }

    @Test
    void every_route_that_wants_to_know_who_asks_is_looked_at() {
        var demanding = new TreeSet<String>();
        var open = new TreeSet<String>();
        OpenApi.load().security().forEach((operation, schemes) -> {
            boolean door = DOORS.stream().anyMatch(schemes::contains);
            if (schemes.isEmpty() && !operation.startsWith("OPTIONS ")) open.add(operation);
            else if (!schemes.isEmpty() && !door) demanding.add(operation);
        });
        assertEquals(demanding, new TreeSet<>(operations()));
        assertEquals(new TreeSet<>(OPEN), open);
    }

    private Map<String, String> values() {
        Api.Reply reply = questions.send(owner, "GET", "/cpix/" + own.contentId() + "?tracks=SD", "");
        return Encryptor.values(Encryptor.read(reply.body()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_stranger_gets_what_nothing_gets(String operation) {
        Question question = questions.all().get(operation);
        Map<String, String> before = values();
        for (Asker stranger : strangers()) {
            Api.Reply reply = question.ask().apply(stranger, own);
            if (question.shows().isEmpty()) assertOthers(reply, before);
            else assertNothing(question, stranger, reply);
        }
        if (!question.shows().isEmpty()) {
            Api.Reply shown = question.ask().apply(owner, own);
            assertTrue(shown.text().contains(question.shows()), operation + " " + shown.text());
        }
        keep(own.kid());
        assertEquals(before, values());
        assertEquals(Questions.KEY, value());
    }

    private String value() {
        String path = "/keystore/keys/" + own.kid() + "/value?kek=" + Questions.KEK;
        return questions.send(owner, "GET", path, "").text();
    }

    private void assertNothing(Question question, Asker stranger, Api.Reply reply) {
        Api.Reply nothing = question.ask().apply(stranger, NONE);
        assertEquals(nothing.status(), reply.status());
        assertEquals(NONE.without(nothing), own.without(reply));
        assertFalse(reply.text().contains(question.shows()), reply.text());
    }

    private static void assertOthers(Api.Reply reply, Map<String, String> values) {
        for (String value : values.values()) assertFalse(reply.text().contains(value), reply.text());
        assertFalse(reply.text().contains(Questions.KEY), reply.text());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_authenticator_of_the_other_environment_opens_nothing(String operation) {
        Question question = questions.all().get(operation);
        var misplaced = new Asker(Environment.TEST, service.demo(Environment.PRODUCTION));
        // A stream that opened would go on until the request times out.
        Api.Reply reply = operation.equals("GET /cmiapi/records/stream")
                ? questions.send(misplaced, "GET", "/cmiapi/records/stream?from=0", "")
                : question.ask().apply(misplaced, own);
        assertTrue(reply.status() == 401 || reply.status() == 403, operation + " " + reply.status());
    }

    /// One for each system, in the test environment.
    private List<Token> tokens() {
        var sealer = new TokenSealer(service.operator().sealingKeys(), RunningService.RANDOM);
        var tokens = new ArrayList<Token>();
        for (Drm drm : Drm.values()) {
            String url = service.token(owner.authenticator(), drm, TokenCatalogue.good(drm));
            tokens.add(sealer.openAnywhere(url.substring(url.indexOf('=') + 1)).orElseThrow());
        }
        return tokens;
    }

    private static Token in(Environment environment, Token token) {
        return new Token(
                environment,
                token.drm(),
                token.account(),
                token.id(),
                token.issued(),
                token.expires(),
                token.rights(),
                token.contentId(),
                token.cookie());
    }

    @ParameterizedTest
    @EnumSource
    void a_token_opens_at_its_own_door_alone(Environment made) {
        var sealer = new TokenSealer(service.operator().sealingKeys(), RunningService.RANDOM);
        Map<String, Set<String>> doors = OpenApi.load().security().entrySet().stream()
                .filter(entry -> DOORS.stream().anyMatch(entry.getValue()::contains))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertEquals(Drm.values().length + 2, doors.size());
        for (Token token : tokens()) {
            String text = sealer.seal(in(made, token));
            for (Environment environment : Environment.values()) {
                for (String door : doors.keySet()) assertOpensAlone(in(made, token), text, environment, door);
            }
        }
    }

    private void assertOpensAlone(Token token, String text, Environment environment, String door) {
        String path = door.split(" ")[1]
                .replace("{contentId}", "film")
                .replace("{kid}", "fd1a706a-c2b3-6002-888f-6d4a414333c3");
        Drm drm = List.of(Drm.values()).stream()
                .filter(system -> path.startsWith("/hms/" + system.path() + "/"))
                .findFirst()
                .orElse(Drm.PLAYREADY);
        String url = service.url(environment, path) + "?ExpressPlayToken=" + text;
        Api.Reply reply = door.startsWith("GET ") ? Api.get(url) : Api.postBytes(url, Viewer.challenge(service, drm));
        boolean refused = reply.header("Licet-Code").equals("-4010");
        boolean own = token.drm() == drm && token.environment() == environment;
        assertEquals(own, !refused, token.drm() + " " + token.environment() + " at " + environment + " " + path);
    }
}
