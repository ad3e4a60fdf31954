package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Callers of one profile at accounts of the other: no key and no limit vanishes without a word, neither in the answer
/// nor in the record.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileTest {
    private static final String OTHER = "1".repeat(32);

    private RunningService service;
    private CreatedAccount published;
    private CreatedAccount current;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data);
        published = service.account("published");
        current = service.account("current");
        service.configure(current.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private Api.Reply ask(CreatedAccount account, Drm drm, Map<String, String> parameters) {
        return Api.postForm(
                service.tokenUrl(Environment.TEST, drm), Api.form(parameters), "Authorization", bearer(account));
    }

    private static String bearer(CreatedAccount account) {
        return "Bearer " + RunningService.text(account, Environment.TEST);
    }

    private String explained(CreatedAccount account, Api.Reply reply) {
        String id = reply.header("X-Request-Id");
        String url = service.url(Environment.TEST, "/explain") + "?requestId=" + id;
        return Api.get(url, "Authorization", bearer(account)).text();
    }

    private static Map<String, String> twoKeys() {
        return Api.parameters(
                "kid.0",
                TokenCatalogue.KID,
                "contentKey.0",
                TokenCatalogue.KEY,
                "kid.1",
                OTHER,
                "contentKey.1",
                TokenCatalogue.KEY,
                "cookie",
                "c",
                "expirationTime",
                "+60",
                "errorFormat",
                "json");
    }

    @Test
    void a_caller_of_today_is_told_which_profile_it_needs() {
        var reply = ask(published, Drm.WIDEVINE, twoKeys());
        assertEquals("-4018", reply.header("Licet-Code"));
        String hint = "kid.0 is understood by the profile current only";
        assertTrue(reply.text().contains(hint), reply.text());
        String why = explained(published, reply);
        assertTrue(why.contains(hint) && why.contains(TokenCatalogue.KID) && why.contains(OTHER), why);
    }

    @Test
    void a_limit_that_was_not_read_is_noticed_in_the_answer_and_in_the_record() {
        var all = TokenCatalogue.good(Drm.WIDEVINE);
        all.putAll(Api.parameters("playbackDuration", "60", "cookie", "c", "expirationTime", "+60"));
        var reply = ask(published, Drm.WIDEVINE, all);
        assertEquals(200, reply.status(), reply.text());
        assertEquals("other-profile", reply.header("Licet-Lint"));
        assertTrue(explained(published, reply).contains("\"lint\":\"other-profile\""));
        var understood = ask(current, Drm.WIDEVINE, all);
        assertEquals("", understood.header("Licet-Lint"));
        String record = explained(current, understood);
        assertTrue(record.contains("layback"), record);
    }

    @Test
    void a_rental_of_another_system_is_checked_by_one_profile_and_ignored_by_the_other() {
        var all = TokenCatalogue.good(Drm.WIDEVINE);
        all.putAll(Api.parameters("rightsType", "Rental", "cookie", "c", "expirationTime", "+60"));
        assertEquals("-2022", ask(published, Drm.WIDEVINE, all).header("Licet-Code"));
        var ignored = ask(current, Drm.WIDEVINE, all);
        assertEquals(200, ignored.status(), ignored.text());
        assertEquals("other-system", ignored.header("Licet-Lint"));
    }

    @Test
    void no_key_is_left_out() {
        var all = twoKeys();
        assertEquals(200, ask(current, Drm.WIDEVINE, all).status());
        all.put("kid", TokenCatalogue.KID);
        var beside = ask(current, Drm.WIDEVINE, all);
        assertEquals("-6005", beside.header("Licet-Code"), beside.text());
        var twice = twoKeys();
        twice.put("kid.1", TokenCatalogue.KID);
        assertEquals("-6005", ask(current, Drm.WIDEVINE, twice).header("Licet-Code"));
        var many = Api.parameters();
        for (int i = 0; i < 17; i++) {
            many.put("kid." + i, "%032x".formatted(i));
            many.put("contentKey." + i, TokenCatalogue.KEY);
        }
        var refused = ask(current, Drm.WIDEVINE, many);
        assertEquals("-6005", refused.header("Licet-Code"));
        String why = explained(current, refused);
        assertTrue(why.contains("17 keys") && why.contains("\"kid\""), why);
    }

    @Test
    void bodies_that_are_no_form_are_recognised_whoever_asks() {
        String url = service.tokenUrl(Environment.TEST, Drm.WIDEVINE) + "?errorFormat=json";
        byte[] json = ("{\"kid\":\"" + TokenCatalogue.KID + "\"}").getBytes(StandardCharsets.US_ASCII);
        var nobody = Api.postBytes(url, json, "Content-Type", "application/json");
        assertEquals("-2017", nobody.header("Licet-Code"));
        assertTrue(nobody.text().contains("looks like JSON"), nobody.text());
        var known = Api.postBytes(url, json, "Content-Type", "application/json", "Authorization", bearer(published));
        assertEquals("-4018", known.header("Licet-Code"));
        assertTrue(known.text().contains("looks like JSON"), known.text());
        assertFalse(known.text().contains(TokenCatalogue.KID), known.text());
        var spelled = Api.postForm(url, "KID=" + TokenCatalogue.KID, "Authorization", bearer(published));
        assertTrue(spelled.text().contains("KID was sent, and the name is kid"), spelled.text());
        var broken = Api.postForm(
                url,
                "contentKey=" + TokenCatalogue.KEY + "&kid=" + TokenCatalogue.KID + "\r\n",
                "Authorization",
                bearer(published));
        assertEquals("-4020", broken.header("Licet-Code"));
        assertTrue(broken.text().contains("ends with a line break"), broken.text());
    }
}
