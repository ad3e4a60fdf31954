package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.operator.Role;
import dev.licet.storage.account.CreatedAccount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The workbench plays an encrypted film with a license that the browser fetches from the service, across origins.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
class DashboardPlaybackTest {
    private RunningService service;
    private Browser browser;
    private CreatedAccount account;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path profile) {
        browser = Browser.open(profile);
        service = RunningService.start(data);
        account = service.account("Example Films");
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        browser.width(1440);
        browser.go(service.dashboard("/admin/sign-in"));
        browser.type("name", "root");
        browser.type("password", DashboardClient.PASSWORD);
        browser.press("form button");
    }

    /// What the tests before this one left in the browser's log.
    @BeforeEach
    void forget() {
        browser.complaints();
    }

    @AfterAll
    void stop() {
        if (browser != null) browser.close();
        if (service != null) service.close();
    }

    private void make(String cookie) {
        browser.go(service.dashboard("/admin/accounts/" + account.id() + "/workbench?environment=test"));
        browser.choose("drm", "clearkey");
        browser.type("cookie", cookie);
        browser.press("button[value=mint]");
    }

    private double seconds() {
        return browser.number("return document.getElementById('film').currentTime");
    }

    /// A player that waits moves its clock by a tenth of a second now and then, but it shows nothing.
    private double frames() {
        return browser.number("return document.getElementById('film').getVideoPlaybackQuality().totalVideoFrames");
    }

    private String state() {
        return browser.one("#film-state").getText();
    }

    @Test
    void a_film_plays_with_a_license_of_another_origin_and_its_record_appears() {
        service.units(account.id(), 5);
        make("on the screen");
        var license = URI.create(browser.one("#film").getAttribute("data-license"));
        var page = URI.create(service.dashboard("/admin"));
        assertFalse(license.getAuthority().equals(page.getAuthority()), "two origins");
        assertEquals(List.of(), browser.barriers());
        browser.one("#play").click();
        browser.await(() -> seconds() > 3);
        assertEquals("It plays: the license came and its key fits.", state());
        assertTrue(browser.number("return document.getElementById('film').getVideoPlaybackQuality().totalVideoFrames")
                > 20);
        assertEquals(1, browser.number("return document.getElementById('film').mediaKeys ? 1 : 0"), "decrypted");
        browser.await(() -> browser.all("#live > tbody").size() == 2);
        assertTrue(browser.one("#live > tbody").getText().contains("redeemed"), "its record appears");
        for (int width : new int[] {1440, 360}) {
            browser.width(width);
            assertEquals(0, browser.overflow());
            browser.screenshot("playback-" + width);
        }
        browser.width(1440);
        assertEquals(List.of(), browser.barriers());
        assertEquals(4, service.units(account.id()), "one license was charged");
        browser.go(browser.one("section a[href*='kid=']").getAttribute("href"));
        assertTrue(browser.one(".records tbody").getText().contains("redeemed"));
        assertTrue(browser.one(".records tbody").getText().contains("on the screen"));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void a_refused_license_is_explained_with_its_code() {
        service.units(account.id(), 5);
        make("too late");
        service.enable(account.id(), false);
        try {
            browser.one("#play").click();
            browser.await(() -> state().startsWith("No license: "));
            assertEquals("No license: [-2031] Service Account Disabled What -2031 means", state());
            assertEquals(0, frames());
        } finally {
            service.enable(account.id(), true);
        }
        assertEquals(5, service.units(account.id()));
        assertTrue(browser.one("#film-state a").getAttribute("href").endsWith("/admin/codes#c-2031"));
    }

    @Test
    void a_license_with_another_key_plays_nothing() {
        make("another key");
        var film = browser.one("#film").getAttribute("data-manifest");
        make("this key");
        browser.run("document.getElementById('film').dataset.manifest = arguments[0]", film);
        browser.one("#play").click();
        browser.await(() -> !state().isEmpty() && !state().startsWith("Fetching"));
        assertFalse(state().startsWith("It plays"), state());
    }

    @Test
    void production_has_no_clear_key_unless_it_is_switched_on() {
        browser.go(service.dashboard(
                "/admin/accounts/" + account.id() + "/workbench?environment=" + Environment.PRODUCTION.word()));
        assertEquals(List.of(), browser.all("option[value=clearkey]"));
    }
}
