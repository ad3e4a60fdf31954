package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.api.JsonTree;
import dev.licet.server.e2e.TokenCatalogue.Caller;
import dev.licet.server.e2e.TokenCatalogue.Case;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever is refused a token is told what to do next, whichever code it was and whatever raised it: the answer has a
/// hint that speaks of the parameter at fault, and quotes nothing secret.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintTest {
    private static final Pattern NAME =
            Pattern.compile("\\b(?:[a-z]+[A-Za-z.]*[A-Z][A-Za-z]*|kid|kek|ek|iv|cookie)\\b");

    private final Map<Drm, Map<Caller, String>> casts = new EnumMap<>(Drm.class);
    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        for (Drm drm : Drm.values()) casts.put(drm, Cast.of(service, drm));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_code_that_a_token_request_can_get_comes_with_a_hint(Drm drm) {
        var told = new TreeSet<Integer>();
        for (Case bad : TokenCatalogue.of(drm)) {
            var all = new LinkedHashMap<>(bad.parameters());
            all.put("customerAuthenticator", casts.get(drm).get(bad.caller()));
            boolean production = bad.caller() == Caller.NO_CREDENTIALS;
            var environment = production ? Environment.PRODUCTION : Environment.TEST;
            assertHint(drm, environment, Api.form(all));
            told.add(bad.code());
        }
        assertEquals(TokenCatalogue.reachable(drm), told);
    }

    /// What the catalogue does not hold, because each raises a code that something plainer raises too.
    @ParameterizedTest
    @EnumSource
    void further_mistakes_come_with_a_hint_of_their_own(Drm drm) {
        var hints = new TreeMap<String, String>();
        for (String mistake : mistakes(drm)) {
            String caller = "&customerAuthenticator=" + casts.get(drm).get(Caller.DEMO);
            hints.put(mistake, assertHint(drm, Environment.TEST, mistake + caller));
        }
        String good = Api.form(TokenCatalogue.good(drm));
        assertEquals("Send kid once.", hints.get(good + "&kid=" + TokenCatalogue.KID + "&kid=" + TokenCatalogue.KID));
        assertEquals("Send cookie as percent-encoded UTF-8.", hints.get(good + "&cookie=%ff"));
    }

    private static List<String> mistakes(Drm drm) {
        String good = Api.form(TokenCatalogue.good(drm));
        var mistakes = new ArrayList<>(List.of(
                good + "&kid=" + TokenCatalogue.KID + "&kid=" + TokenCatalogue.KID,
                good + "&kek=" + TokenCatalogue.KEK,
                good + "&kek=" + TokenCatalogue.KEK + "&ek=zz",
                good.replaceAll("contentKey=[0-9a-f]*", "kek=" + TokenCatalogue.KEK + "&ek=zz"),
                good.replaceAll("contentKey=[0-9a-f]*", "kek=00&ek=" + TokenCatalogue.EK),
                good + "&ipAddress=999.1.1.1",
                good + "&cookie=%00",
                good + "&cookie=%ff",
                good + "&contentId=" + "a".repeat(257),
                good + "&expirationTime=tomorrow",
                good + "&expirationTime=%2B0",
                good + "&errorFormat=json&errorFormat=html",
                good + "&licetFault=code:-2033"));
        Map<Drm, List<String>> own = Map.of(
                Drm.WIDEVINE, List.of("securityLevel=abc", "licenseDuration=x", "hdcpOutputControl=abc"),
                Drm.FAIRPLAY, List.of("rentalDuration=99999999999999999999", "iv=zz"),
                Drm.CLEARKEY, List.of("contentKey=zz"),
                Drm.PLAYREADY, List.of("analogVideoOPL=x", "deviceId=00", "algId=x", "generalFlags=2"));
        for (String more : own.get(drm)) {
            String name = more.substring(0, more.indexOf('=') + 1);
            mistakes.add(good.replaceAll("&" + name + "[^&]*", "") + "&" + more);
        }
        return mistakes;
    }

    private String assertHint(Drm drm, Environment environment, String form) {
        String asked = form.contains("errorFormat") ? form : form + "&errorFormat=json";
        var reply = Api.postForm(service.tokenUrl(environment, drm), asked, "Accept", "application/problem+json");
        assertTrue(reply.status() >= 400, form);
        var json = (Map<?, ?>) JsonTree.read(reply.text());
        String hint = json.containsKey("hint") ? json.get("hint").toString() : "";
        assertTrue(hint.length() > 8, form + ": " + reply.text());
        if (json.containsKey("parameter")) assertSpeaksOf(json.get("parameter").toString(), hint, form);
        for (String secret : List.of(TokenCatalogue.KEY, TokenCatalogue.KEK, TokenCatalogue.EK)) {
            assertFalse(reply.text().contains(secret), "a secret came back");
        }
        return hint;
    }

    /// A hint that names parameters names the one at fault among them.
    private static void assertSpeaksOf(String parameter, String hint, String form) {
        var named = new TreeSet<String>();
        NAME.matcher(hint).results().forEach(name -> named.add(name.group()));
        Set<String> about = new TreeSet<>(List.of(parameter, parameter.replaceFirst("\\.[0-9]+$", "")));
        assertTrue(named.isEmpty() || named.stream().anyMatch(about::contains), form + ": " + named + " in " + hint);
    }
}
