package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard in a browser whose user has switched scripts off.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
class DashboardWithoutScriptsTest {
    private DashboardScene scene;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path profile) {
        browser = Browser.withoutScripts(profile);
        scene = DashboardScene.set(data);
        browser.width(1440);
    }

    @AfterAll
    void stop() {
        if (browser != null) browser.close();
        if (scene != null) scene.close();
    }

    private void go(String page) {
        browser.go(scene.service().dashboard(scene.pages().get(page)));
    }

    @Test
    @Order(1)
    void no_script_runs() {
        browser.go("data:text/html,<title>off</title><script>document.title = 'on'</script>");
        assertEquals("off", browser.title());
    }

    @Test
    @Order(2)
    void somebody_signs_in() {
        go("overview");
        assertEquals("/admin/sign-in", browser.path());
        browser.type("name", "root");
        browser.type("password", DashboardClient.PASSWORD);
        browser.press("form button");
        assertEquals("/admin", browser.path());
        assertEquals("Overview", browser.one("h1").getText());
    }

    @Test
    @Order(3)
    void every_page_says_what_it_has_to_say() {
        for (String page : scene.pages().keySet()) {
            go(page);
            String heading = browser.one("main h1").getText();
            assertFalse(heading.isBlank(), page);
            String rest = browser.text().replace(heading, "").strip();
            assertTrue(rest.length() > 40, page + ": " + rest);
            assertEquals(0, browser.overflow(), page);
        }
    }

    @Test
    @Order(3)
    void what_is_live_shows_what_there_is_and_says_what_it_lacks() {
        for (String page : new String[] {"live", "live-all"}) {
            go(page);
            assertTrue(browser.text().contains("only with JavaScript"), browser.text());
            int before = browser.all("#live > tbody").size();
            assertTrue(before > 5, page);
            scene.token("later on " + page);
            go(page);
            assertTrue(browser.one("#live > tbody").getText().contains("later on " + page));
            assertTrue(browser.all("#live > tbody").size() >= before, page);
        }
    }

    @Test
    @Order(4)
    void an_authenticator_is_made_and_revoked() {
        go("authenticators");
        browser.press("button[value=create]");
        String made = browser.one(".secret").getText();
        var token = scene.service().token(made, Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
        assertFalse(token.isEmpty());
        browser.press("a.button");
        String prefix = made.substring(made.indexOf(',') + 1, made.indexOf(',') + 5);
        browser.one("summary[aria-label='Revoke the authenticator that begins with " + prefix + "']")
                .click();
        browser.one("details[open] input[name=confirm]").sendKeys(prefix);
        browser.press("details[open] button[value=revoke]");
        assertTrue(browser.text().contains("is revoked"), browser.text());
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("customerAuthenticator", made);
        var refused = Api.postForm(scene.service().tokenUrl(Environment.TEST, Drm.WIDEVINE), Api.form(parameters));
        assertEquals("-2018", refused.header("Licet-Code"));
    }

    @Test
    @Order(4)
    void a_token_is_made_and_explained() {
        go("workbench");
        browser.type("cookie", "without scripts");
        browser.press("button[value=mint]");
        String url = browser.one("pre.wrap").getText();
        var license = Api.postBytes(url, Viewer.challenge(scene.service(), Drm.WIDEVINE));
        assertEquals(200, license.status());
        go("explain");
        browser.type("token", url);
        browser.press("button[value=token]");
        assertTrue(browser.text().contains("It was not refused."), browser.text());
        browser.type("request", license.header("X-Request-Id"));
        browser.type("cookie", "");
        browser.press("main form[method=get] button");
        assertTrue(browser.text().contains("1 licenses, 1 windows, 1 charged"), browser.text());
        go("records");
        browser.type("cookie", "without scripts");
        browser.press(".filters button");
        assertEquals(2, browser.all(".records tbody").size());
    }

    @Test
    @Order(4)
    void a_film_is_not_played_and_the_page_says_why() {
        go("workbench");
        browser.choose("drm", "clearkey");
        browser.press("button[value=mint]");
        assertTrue(browser.text().contains("Playing needs JavaScript."), browser.text());
        assertFalse(browser.one("#play").isDisplayed());
    }

    @Test
    @Order(5)
    void somebody_signs_out() {
        go("accounts");
        browser.press(".who button");
        assertTrue(browser.text().contains("You are signed out"), browser.text());
    }
}
