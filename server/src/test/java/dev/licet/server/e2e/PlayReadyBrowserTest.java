package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Digest;
import dev.licet.device.playready.PlayReadyClient;
import dev.licet.device.playready.TestLicense;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.storage.account.CreatedAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// A page of another origin posts what a browser's CDM would give it, with the header fields of the protocol, so that
/// Chromium asks beforehand, and reads what comes back (reference: playready.md 3 and 8).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = "licet.browser", matches = "none", disabledReason = "asked for")
class PlayReadyBrowserTest {
    /// Posts, and hands on all that the page may see of the answer.
    private static final String POST = """
            const [url, bytes, done] = arguments;
            fetch(url, {
              method: "POST",
              credentials: "include",
              headers: { "Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"%s/AcquireLicense"' },
              body: Uint8Array.from(atob(bytes), c => c.charCodeAt(0)),
            }).then(async answer => done({
              status: String(answer.status), code: String(answer.headers.get("Licet-Code")),
              type: answer.headers.get("Content-Type"), text: await answer.text(),
            })).catch(refused => done({ status: "refused by the browser: " + refused }));
            """.formatted(PlayReadyRequest.PROTOCOLS);

    private final LicenseMaker maker = new LicenseMaker();
    private final LoopbackServer site = new LoopbackServer(PlayReadyBrowserTest::page);
    private final PlayReadyClient client = Viewer.playReady();
    private RunningService service;
    private CreatedAccount account;
    private Browser browser;

    private static Optional<LoopbackServer.Answer> page(LoopbackServer.Request request) {
        byte[] page = "<!DOCTYPE html><title>A player</title>".getBytes(StandardCharsets.US_ASCII);
        return Optional.of(new LoopbackServer.Answer(200, page, Map.of("Content-Type", "text/html")));
    }

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path profile) {
        browser = Browser.open(profile);
        service = RunningService.start(data);
        account = service.account("browser");
        maker.serve(service, account.id());
        browser.go(site.url("/player").toString());
    }

    @AfterAll
    void stop() {
        if (browser != null) browser.close();
        if (service != null) service.close();
        site.close();
        maker.close();
    }

    private String token() {
        return service.token(
                RunningService.text(account, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
    }

    private byte[] challenge() {
        return client.challenge(List.of(HexFormat.of().parseHex(TokenCatalogue.KID)), Optional.empty());
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> post(String url, byte[] body) {
        return (Map<String, String>) browser.told(POST, url, Base64.getEncoder().encodeToString(body));
    }

    private TestLicense license(Map<String, String> seen) throws Exception {
        assertEquals("200", seen.get("status"));
        var answer = PlayReadyAnswer.read(seen.get("text").getBytes(StandardCharsets.UTF_8));
        String license = ((PlayReadyAnswer.Done) answer).licenses().getFirst();
        return TestLicense.open(Base64.getDecoder().decode(license), client.key())
                .orElseThrow();
    }

    @Test
    void a_license_comes_back_to_a_page_of_another_origin() throws Exception {
        byte[] challenge = challenge();
        assertArrayEquals(
                Digest.sha256(challenge), license(post(token(), challenge)).challenge());
    }

    @Test
    void the_body_of_a_fault_is_read_by_a_page_of_another_origin() throws Exception {
        String url = service.url(Environment.TEST, "/playready/RightsManager.asmx");
        var seen = post(url + "?ExpressPlayToken=none", challenge());
        assertEquals("500", seen.get("status"));
        assertEquals("-4010", seen.get("code"));
        assertEquals("text/xml; charset=utf-8", seen.get("type"));
        var answer = PlayReadyAnswer.read(seen.get("text").getBytes(StandardCharsets.UTF_8));
        var fault = ((PlayReadyAnswer.Refused) answer).fault();
        assertEquals(PlayReadyFault.SERVICE_SPECIFIC, fault.status());
        String custom = fault.customData().orElseThrow();
        assertTrue(custom.startsWith("{\"code\":-4010,\"message\":\"[-4010] Invalid token\""), custom);
    }

    /// With and without a byte order mark, from a page that posts the CDM's message as it is.
    @Test
    void the_key_message_of_a_browser_is_taken_as_its_cdm_makes_it() throws Exception {
        byte[] challenge = challenge();
        byte[] message = PlayReadyClient.keyMessage(challenge);
        byte[] marked = ("\ufeff" + new String(message, StandardCharsets.UTF_16LE)).getBytes(StandardCharsets.UTF_16LE);
        for (byte[] body : List.of(message, marked)) {
            assertArrayEquals(
                    Digest.sha256(challenge), license(post(token(), body)).challenge());
        }
    }
}
