package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Environment;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.operator.Role;
import dev.licet.drm.credential.GivenSecrets;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The forms of accounts in a browser: what they look like when they refuse and when they have done it, with markup and
/// script in every text that somebody can choose. Leaves pictures in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
class DashboardFormsTest {
    private static final String SCRIPT = "\"'></textarea><script>window.ran=1</script><img src=x onerror=window.ran=1>";
    private static final String TIGHT = "\"'><script>window.ran=1</script><b>";
    private static final String ASK = "000102030405060708090a0b0c0d0e0f";

    private RunningService service;
    private Browser browser;
    private LoopbackServer upstream;
    private CreatedAccount account;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path profile) {
        browser = Browser.open(profile);
        upstream = new LoopbackServer(request ->
                Optional.of(LoopbackServer.Answer.of(200, "{\"status\":\"" + TIGHT.replace("\"", "\\\"") + "\"}")));
        service = RunningService.start(
                data, Map.of(Key.ADMIN_OPENID_ISSUER, upstream.url("/").toString()));
        account = service.account(SCRIPT);
        var password = SecretBytes.copyOf(DashboardClient.PASSWORD.getBytes(StandardCharsets.UTF_8));
        service.operator()
                .dashboard()
                .users()
                .create("root", Optional.empty(), Role.OWNER, password)
                .orThrow();
        fill();
    }

    @AfterAll
    void stop() {
        if (browser != null) browser.close();
        if (service != null) service.close();
        if (upstream != null) upstream.close();
    }

    private void fill() {
        var client = DashboardClient.signedIn(service, "root");
        var key = RsaPrivateKey.generate(2048, RunningService.RANDOM);
        byte[] certificate = SelfSignedCertificate.make(
                SCRIPT,
                key,
                new SelfSignedCertificate.Validity(Instant.now(), Duration.ofDays(1)),
                RunningService.RANDOM);
        List<byte[]> keys = List.of(key.toPkcs8().expose(byte[]::clone));
        assertEquals(
                303,
                client.upload(own("/fairplay"), certificate, keys, ASK, "standin")
                        .status());
        byte[] ek = HexFormat.of().parseHex(TokenCatalogue.EK);
        var text = Optional.of(SCRIPT);
        service.operator()
                .contentKeys()
                .put(
                        account.id(),
                        Environment.TEST,
                        new StoredKey(
                                new KeyId(TokenCatalogue.KID), ek, text, text, text, Optional.empty(), Instant.EPOCH));
        client.post(own("/balance"), "action", "set", "units", "5", "reason", SCRIPT);
        client.post(own(""), "action", "rename", "name", SCRIPT + " again");
    }

    private String own(String area) {
        return "/admin/accounts/" + account.id() + area;
    }

    private void go(String path) {
        browser.go(service.dashboard(path));
    }

    /// Looks at the page as it is now: at both widths, in both schemes, for barriers and for what must not be there.
    private void look(String name) {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (int width : new int[] {360, 1440}) {
                browser.width(width);
                browser.screenshot("form-" + name + "-" + width + (dark ? "-dark" : ""));
                assertEquals(0, browser.overflow(), name + " at " + width);
                assertEquals(List.of(), browser.barriers(), name + " at " + width + (dark ? ", dark" : ""));
            }
        }
        browser.dark(false);
        assertHarmless(name);
    }

    /// No element that somebody typed has become one, and no script has run. The policy of the pages would stop a
    /// script as well, so the elements are what counts.
    private void assertHarmless(String name) {
        assertEquals(0, browser.number("return window.ran || 0"), name);
        assertEquals(
                0, browser.number("return document.querySelectorAll('body script, body img, body b').length"), name);
    }

    private void assertShows(String text) {
        assertTrue(browser.text().contains(text), text + " in " + browser.text());
    }

    @Test
    @Order(1)
    void signing_in_is_refused_and_offered_elsewhere() {
        go("/admin/sign-in");
        look("sign-in");
        browser.type("name", TIGHT);
        browser.type("password", "wrong password");
        browser.press("form button");
        assertShows("do not belong together");
        look("sign-in-refused");
        browser.type("name", "root");
        browser.type("password", DashboardClient.PASSWORD);
        browser.press("form button");
        assertEquals("/admin", browser.path());
    }

    @Test
    @Order(2)
    void a_password_and_a_user_are_refused() {
        go("/admin/password");
        browser.type("old", "another one");
        browser.type("password", "long enough for this");
        browser.press("main form button");
        assertShows("Present password: this is another one.");
        look("password-refused");
        go("/admin/users");
        browser.run("document.querySelector('main form.card').noValidate = true");
        browser.run("document.querySelector('main form.card [name=name]').value = arguments[0]", TIGHT);
        browser.run("document.querySelector('main form.card [name=password]').value = 'long enough for this'");
        browser.press("button[value=create]");
        assertShows("Name: 1 to 255 letters");
        look("users-refused");
    }

    @Test
    @Order(3)
    void an_upstream_is_refused_set_and_tried() {
        go(own("/widevine"));
        look("widevine");
        browser.all("details.card > summary").getFirst().click();
        browser.run("document.querySelector('main details form').noValidate = true");
        browser.type("url", "https://[" + TIGHT);
        browser.type("provider", TIGHT);
        browser.press("details[open] button[value=set]");
        assertShows("The address is no URL.");
        look("widevine-refused");
        browser.run(
                "document.querySelector('details[open] [name=url]').value = arguments[0]",
                upstream.url("/a'b").toString());
        browser.type("key", Vendor.KEY);
        browser.type("iv", Vendor.IV);
        browser.press("details[open] button[value=set]");
        assertShows(TIGHT);
        assertShows("The back end is set.");
        look("widevine-set");
        browser.press("button[value=try]");
        assertShows("Tried just now");
        assertShows("does not work");
        look("widevine-tried");
        assertFalse(browser.text().contains(Vendor.KEY));
        browser.one(".confirm > summary").click();
        browser.type("confirm", account.id().toString());
        browser.press("button[value=remove]");
        assertShows("No upstream is set");
    }

    @Test
    @Order(4)
    void a_relay_shows_the_names_of_its_headers() {
        go(own("/widevine"));
        browser.all("details.card > summary").get(1).click();
        browser.run(
                "document.querySelector('details[open] [name=url]').value = arguments[0]",
                upstream.url("/r").toString());
        browser.type("headers", "X-Key'onload: s3cret\n");
        browser.press("details[open] button[value=set]");
        assertShows("X-Key'onload");
        assertFalse(browser.text().contains("s3cret"), "the value of a header");
        look("widevine-relay");
    }

    @Test
    @Order(4)
    void a_playready_handler_shows_the_names_of_its_secrets() {
        go(own("/playready"));
        look("playready");
        browser.all("details.card > summary").getFirst().click();
        browser.run(
                "document.querySelector('details[open] [name=url]').value = arguments[0]",
                upstream.url("/rm.asmx").toString());
        String secret = GivenSecrets.line(LicenseMaker.SECRET);
        browser.type("secrets", secret);
        browser.press("details[open] button[value=set]");
        assertShows("The license maker is set.");
        assertFalse(browser.text().contains(secret.substring(6)), "a secret");
        browser.press("button[value=announce]");
        assertShows("The LA_URL is saved.");
        look("playready-set");
    }

    @Test
    @Order(4)
    void what_a_certificate_says_is_text_and_a_form_without_files_is_refused() {
        go(own("/fairplay"));
        assertShows("window.ran=1");
        look("fairplay");
        browser.type("ask", ASK);
        browser.choose("derivation", "standin");
        browser.run("document.querySelector('button[value=add]').scrollIntoView({behavior: 'instant'})");
        browser.press("button[value=add]");
        assertShows("There is no certificate.");
        look("fairplay-refused");
    }

    @Test
    @Order(4)
    void names_of_accounts_and_keys_are_text() {
        for (String area : List.of("", "/authenticators", "/balance", "/keys")) {
            go(own(area));
            assertShows(SCRIPT);
            look("account" + area.replace('/', '-'));
        }
        for (String page : List.of("/admin/accounts", "/admin/audit")) {
            go(page);
            assertShows(SCRIPT);
            look("hostile" + page.replace("/admin/", "-"));
        }
        go(own(""));
        assertEquals(SCRIPT + " again", browser.one("[name=name]").getAttribute("value"));
    }

    @Test
    @Order(5)
    void the_browser_refused_no_script_because_there_was_none() {
        var complaints = browser.complaints().stream()
                .filter(line -> !line.contains("responded with a status of 400")
                        && !line.contains("responded with a status of 401"))
                .toList();
        assertEquals(List.of(), complaints);
    }
}
