package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.Relay;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Devices under somebody else's root, which redeem their tokens here all the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WidevineUpstreamTest {
    private RunningService service;
    private Vendor vendor;

    @BeforeAll
    void start(@TempDir Path own, @TempDir Path others) {
        service = RunningService.start(own);
        vendor = new Vendor(others);
    }

    @AfterAll
    void stop() {
        vendor.close();
        service.close();
    }

    private CreatedAccount account(String name, WidevineBackEnd backEnd) {
        var account = service.account(name);
        service.units(account.id(), 5);
        set(account, backEnd);
        return account;
    }

    private void set(CreatedAccount account, WidevineBackEnd backEnd) {
        service.operator()
                .administration()
                .widevineBackEnds()
                .set(account.id(), Environment.TEST, backEnd)
                .orThrow();
    }

    private WidevineBackEnd backEnd(String kind) {
        return kind.equals("relay") ? vendor.relay() : vendor.signedJson();
    }

    private String token(CreatedAccount account) {
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("cookie", "order 4711");
        return service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
    }

    private EventRecord newest(CreatedAccount account) {
        return service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
    }

    private static byte[] challenge(WidevineCdm cdm) {
        return cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                .body();
    }

    /// Sends challenges until the answer has that status: what is kept in memory follows the database within a second.
    private Api.Reply eventually(int status, WidevineCdm cdm, String url) throws InterruptedException {
        var reply = Api.postBytes(url, challenge(cdm));
        for (int i = 0; i < 50 && reply.status() != status; i++) {
            Thread.sleep(100);
            reply = Api.postBytes(url, challenge(cdm));
        }
        assertEquals(status, reply.status(), reply.text());
        return reply;
    }

    /// Redeems, and opens the license as a device does.
    private void assertPlays(String key, WidevineCdm cdm, String url) throws MalformedMessage {
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var reply = Api.postBytes(url, challenge.body());
        assertEquals(200, reply.status(), reply.text());
        var license = cdm.receive(challenge, reply.body());
        assertTrue(license.keys().getFirst().key().sameAs(SecretBytes.parseHex(key)));
    }

    @Test
    void a_foreign_device_gets_the_tokens_key_through_signed_json() throws Exception {
        var account = account("signed", vendor.signedJson());
        String url = token(account);
        eventually(200, vendor.device(), url);
        assertPlays(TokenCatalogue.KEY, vendor.device(), url);
        assertEquals(4, service.units(account.id()));
        var record = newest(account);
        assertEquals(Event.Kind.REDEEMED, record.kind());
        assertEquals("signed-json", record.facts().get("back_end"));
        assertEquals("Set-top 9", record.facts().get("model"));
        assertEquals("OK", record.facts().get("upstream_status"));
    }

    @Test
    void a_foreign_device_gets_the_vendors_key_through_a_relay() throws Exception {
        var account = account("relayed", vendor.relay());
        String url = token(account);
        eventually(200, vendor.device(), url);
        vendor.orders.clear();
        assertPlays(Vendor.VENDORS_KEY, vendor.device(), url);
        assertEquals(List.of("order%204711/" + TokenCatalogue.KID), List.copyOf(vendor.orders));
        assertEquals(4, service.units(account.id()));
        assertEquals("relay", newest(account).facts().get("back_end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed-json", "relay"})
    void an_upstream_that_is_down_is_503_free_and_recorded_and_works_again_when_it_is_back(String kind)
            throws Exception {
        var account = account("down " + kind, backEnd(kind));
        String url = token(account);
        var cdm = vendor.device();
        vendor.down(true);
        try {
            var refused = eventually(503, cdm, url);
            assertEquals("-7008", refused.header("Licet-Code"));
            assertFalse(refused.header("Retry-After").isEmpty());
            assertEquals(5, service.units(account.id()), "nothing was charged");
            var record = newest(account);
            assertEquals(Event.Kind.DENIED, record.kind());
            assertEquals(0, record.charged());
            assertTrue(record.reason().startsWith("the upstream broke the connection off"), record.reason());
            assertEquals(kind, record.facts().get("back_end"));
        } finally {
            vendor.down(false);
        }
        assertPlays(kind.equals("relay") ? Vendor.VENDORS_KEY : TokenCatalogue.KEY, cdm, url);
        assertEquals(4, service.units(account.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed-json", "relay"})
    void devices_of_the_own_root_are_served_here_also_while_the_upstream_is_down(String kind) throws Exception {
        var account = account("own " + kind, backEnd(kind));
        String url = token(account);
        eventually(200, vendor.device(), url);
        vendor.down(true);
        try {
            assertPlays(TokenCatalogue.KEY, Viewer.widevine(service), url);
        } finally {
            vendor.down(false);
        }
        assertEquals("embedded", newest(account).facts().get("back_end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signed-json", "relay"})
    void in_privacy_mode_the_device_gets_the_upstreams_certificate(String kind) throws Exception {
        var account = account("private " + kind, backEnd(kind));
        String url = token(account);
        var cdm = vendor.device();
        eventually(200, cdm, url);
        byte[] answer = Api.postBytes(url, cdm.certificateRequest()).body();
        var challenge =
                cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.of(cdm.serviceCertificate(answer)));
        var reply = Api.postBytes(url, challenge.body());
        assertEquals(200, reply.status(), reply.text());
        assertEquals(1, cdm.receive(challenge, reply.body()).keys().size());
    }

    @Test
    void wrong_credentials_are_the_operators_fault_and_the_records_say_so() throws Exception {
        var right = vendor.signedJson();
        var wrong = SecretBytes.parseHex("00".repeat(SignedJson.KEY_BYTES));
        var account = account("wrong key", new SignedJson(right.url(), right.provider(), wrong, right.iv()));
        eventually(500, vendor.device(), token(account));
        assertTrue(
                newest(account).reason().contains("SIGNATURE_FAILED"),
                newest(account).reason());
        var keyless = account("no header", new Relay(vendor.relay().url(), List.of()));
        String url = token(keyless);
        for (int i = 0; i < 50 && !newest(keyless).facts().containsKey("upstream_http_status"); i++) {
            eventually(403, vendor.device(), url);
            Thread.sleep(100);
        }
        assertEquals("401", newest(keyless).facts().get("upstream_http_status"));
        assertEquals(5, service.units(keyless.id()));
    }

    @Test
    void a_back_end_that_is_removed_or_changed_is_so_within_a_second() throws Exception {
        var account = account("changing", vendor.signedJson());
        String url = token(account);
        var cdm = vendor.device();
        eventually(200, cdm, url);
        service.operator()
                .administration()
                .widevineBackEnds()
                .remove(account.id(), Environment.TEST)
                .orThrow();
        assertEquals("-4001", eventually(403, cdm, url).header("Licet-Code"));
        assertTrue(
                newest(account).reason().endsWith("no upstream is configured"),
                newest(account).reason());
        set(account, vendor.relay());
        eventually(200, cdm, url);
        assertEquals("relay", newest(account).facts().get("back_end"));
        set(account, new WidevineBackEnd.Embedded());
        eventually(403, cdm, url);
    }
}
