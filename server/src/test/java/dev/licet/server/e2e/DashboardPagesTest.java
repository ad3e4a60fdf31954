package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard in a browser, as one person uses it. Leaves pictures of all pages in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
class DashboardPagesTest {
    private static final int TELEPHONE = 390;
    private static final int DESK = 1440;

    private RunningService service;
    private Browser browser;
    private CreatedAccount account;
    private Map<String, String> pages;
    private DashboardScene scene;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path profile) {
        browser = Browser.open(profile);
        scene = DashboardScene.set(data);
        service = scene.service();
        account = scene.account();
        pages = scene.pages();
    }

    @AfterAll
    void stop() {
        if (browser != null) browser.close();
        if (scene != null) scene.close();
    }

    private void go(String page) {
        browser.go(service.dashboard(pages.get(page)));
    }

    @Test
    @Order(1)
    void somebody_signs_in() {
        browser.width(1440);
        browser.go(service.dashboard("/admin"));
        assertEquals("/admin/sign-in", browser.path());
        browser.type("name", "root");
        browser.type("password", "wrong password");
        browser.press("form button");
        assertTrue(browser.text().contains("do not belong together"), browser.text());
        browser.type("name", "root");
        browser.type("password", DashboardClient.PASSWORD);
        browser.press("form button");
        assertEquals("/admin", browser.path());
    }

    @Test
    @Order(2)
    void an_authenticator_is_made_and_revoked() {
        go("authenticators");
        browser.press("button[value=create]");
        String made = browser.one(".secret").getText();
        assertTrue(made.matches(account.id() + ",[0-9a-f]{32}"), "an authenticator");
        for (boolean dark : new boolean[] {true, false}) {
            browser.dark(dark);
            for (int width : new int[] {TELEPHONE, DESK}) picture("new-authenticator", width, dark);
        }
        assertEquals(List.of(), browser.barriers());
        assertFalse(service.token(made, Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE))
                .isEmpty());
        browser.press("a.button");
        String prefix = made.substring(made.indexOf(',') + 1, made.indexOf(',') + 5);
        browser.one("summary[aria-label='Revoke the authenticator that begins with " + prefix + "']")
                .click();
        browser.one("details[open] input[name=confirm]").sendKeys(prefix);
        browser.press("details[open] button[value=revoke]");
        assertTrue(browser.text().contains("is revoked"), browser.text());
        assertFalse(browser.text().contains(made));
    }

    @Test
    @Order(3)
    void a_token_is_made_in_the_workbench_and_redeemed() {
        go("workbench");
        browser.type("cookie", "from the bench");
        browser.press("button[value=mint]");
        String url = browser.one("pre.wrap").getText();
        assertTrue(browser.text().contains("from the bench"), browser.text());
        assertEquals(
                200, Api.postBytes(url, Viewer.challenge(service, Drm.WIDEVINE)).status());
        for (int width : new int[] {TELEPHONE, DESK}) picture("workbench-result", width, false);
        assertEquals(List.of(), browser.barriers());
    }

    @Test
    @Order(3)
    void the_workbench_shows_what_the_viewer_gets() {
        go("workbench");
        browser.type("licenseDuration", "172800");
        browser.choose("drm", "fairplay");
        browser.type("rentalDuration", "86400");
        assertFalse(browser.one("[name=licenseDuration]").isDisplayed(), "that is Widevine's");
        browser.press("button[value=preview]");
        assertEquals(4, browser.all(".timeline").size());
        for (int width : new int[] {TELEPHONE, DESK}) {
            picture("workbench-preview", width, false);
            assertEquals(0, browser.overflow());
        }
        assertEquals(List.of(), browser.barriers());
    }

    @Test
    @Order(4)
    void a_record_appears_while_somebody_looks() {
        go("live");
        int before = browser.all("#live > tbody").size();
        browser.await(() -> browser.text().contains("Live: new records"));
        scene.token("just now");
        browser.await(() -> browser.all("#live > tbody").size() == before + 1);
        assertTrue(browser.one("#live > tbody").getText().contains("just now"));
        browser.one("details.filter > summary").click();
        browser.type("cookie", "not this one");
        browser.press(".filters button");
        browser.await(() -> browser.text().contains("Live: new records"));
        assertEquals(0, browser.all("#live > tbody").size());
        scene.token("just later");
        scene.token("not this one");
        browser.await(() -> !browser.all("#live > tbody").isEmpty());
        assertEquals(1, browser.all("#live > tbody").size());
        assertTrue(browser.one("#live > tbody").getText().contains("not this one"));
    }

    /// Rows that come as events are put into the page as HTML.
    @Test
    @Order(4)
    void what_comes_while_somebody_looks_is_text_as_well() {
        String image = "<img src=x onerror=alert(1)>";
        for (String page : List.of("live", "live-all")) {
            go(page);
            browser.await(() -> browser.text().contains("Live: new records"));
            scene.token(image);
            browser.await(() -> browser.one("#live > tbody").getText().contains(image));
            assertEquals(List.of(), browser.all("#live img"));
        }
    }

    @Test
    @Order(4)
    void the_search_for_barriers_finds_one_where_there_is_one() {
        browser.go("data:text/html,<title>x</title><main><h1>x</h1><img src='x'><input></main>");
        assertTrue(browser.barriers().toString().contains("image-alt"), "an image without words");
    }

    /// Searching for barriers takes longest, so it is done once at each width: in light colours on a telephone, in dark
    /// ones on a desk.
    @Test
    @Order(5)
    void every_page_is_whole_at_every_width_in_both_schemes_without_barriers() {
        var wrong = new ArrayList<String>();
        for (String page : pages.keySet()) {
            go(page);
            for (boolean dark : new boolean[] {false, true}) {
                browser.dark(dark);
                for (int width : new int[] {TELEPHONE, DESK}) {
                    String place = page + " at " + width;
                    picture(page, width, dark);
                    if (browser.overflow() != 0) wrong.add(place + " scrolls sideways");
                    if (dark == (width == DESK)) browser.barriers().forEach(found -> wrong.add(place + ": " + found));
                }
            }
        }
        browser.dark(false);
        assertEquals(List.of(), wrong);
    }

    @Test
    @Order(5)
    void what_is_folded_away_has_no_barriers_either() {
        for (String page : List.of("overview", "records", "signers", "live-all")) {
            go(page);
            browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
            for (int width : new int[] {TELEPHONE, DESK}) {
                picture(page + "-open", width, false);
                assertEquals(0, browser.overflow(), page + " at " + width);
            }
            assertEquals(List.of(), browser.barriers(), page);
        }
    }

    private void picture(String page, int width, boolean dark) {
        browser.width(width);
        browser.screenshot(page + "-" + width + (dark ? "-dark" : ""));
    }

    @Test
    @Order(6)
    void the_browser_had_nothing_to_complain_about() {
        var complaints = browser.complaints().stream()
                .filter(line -> !(line.contains("/admin/nothing") && line.contains(" 404 "))
                        && !(line.contains("/admin/sign-in") && line.contains(" 401 ")))
                .toList();
        assertEquals(List.of(), complaints);
    }

    @Test
    @Order(7)
    void signing_out_leaves_nothing_behind() {
        browser.width(1440);
        go("accounts");
        browser.press(".who button");
        assertTrue(browser.text().contains("You are signed out"), browser.text());
        go("accounts");
        assertEquals("/admin/sign-in", browser.path());
    }
}
