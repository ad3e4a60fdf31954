package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.domain.record.Event;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WidevineRightsEndpointTest extends RightsEndpointContract {
    WidevineRightsEndpointTest() {
        super(Drm.WIDEVINE);
    }

    @Test
    void the_device_gets_the_key_and_the_rules_of_the_token() throws MalformedMessage {
        String url = token(
                service.account("rules"), "securityLevel", "3", "hdcpOutputControl", "2", "licenseDuration", "90");
        var cdm = Viewer.widevine(service);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var license =
                cdm.receive(challenge, Api.postBytes(url, challenge.body()).body());
        var key = license.keys().getFirst();
        assertEquals(TokenCatalogue.KID, HexFormat.of().formatHex(key.kid()));
        assertTrue(key.key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        assertEquals(3, key.level());
        assertEquals(2, key.hdcp());
        var policy = license.license().policy().orElseThrow();
        assertEquals(90, policy.playback().orElseThrow());
        assertTrue(!policy.canPersist());
    }

    @Test
    void a_device_in_privacy_mode_gets_the_same() throws MalformedMessage {
        var account = service.account("private");
        String url = token(account);
        var cdm = Viewer.widevine(service);
        byte[] answer = Api.postBytes(url, cdm.certificateRequest()).body();
        assertArrayEquals(answer, Api.postBytes(url, new byte[] {8, 4}).body(), "static");
        var challenge =
                cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.of(cdm.serviceCertificate(answer)));
        var license =
                cdm.receive(challenge, Api.postBytes(url, challenge.body()).body());
        assertTrue(license.keys().getFirst().key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        assertEquals(1, newest(account).charged(), "the certificate was free");
    }

    @Test
    void the_certificate_needs_no_token_and_can_be_preloaded() {
        byte[] answer = Api.postBytes(service.rightsUrl(Environment.TEST, Drm.WIDEVINE), new byte[] {8, 4})
                .body();
        byte[] preloaded =
                Api.get(service.url(Environment.TEST, "/hms/wv/certificate")).body();
        assertTrue(HexFormat.of().formatHex(answer).contains(HexFormat.of().formatHex(preloaded)));
    }

    @Test
    void a_stranger_is_4001_and_the_record_says_why() {
        var account = service.account("stranger");
        var challenge = Viewer.stranger().challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        assertRefused(-4001, 403, Api.postBytes(token(account), challenge.body()));
        assertTrue(newest(account).reason().contains("root"), newest(account).reason());
    }

    @Test
    void production_is_not_served_by_the_test_root() {
        String url = service.token(service.demo(Environment.TEST), Drm.WIDEVINE, TokenCatalogue.good(Drm.WIDEVINE));
        assertEquals(200, Api.postBytes(url, challenge()).status());
        var parameters = TokenCatalogue.good(Drm.WIDEVINE);
        parameters.put("customerAuthenticator", service.demo(Environment.PRODUCTION));
        var production = Api.postForm(service.tokenUrl(Environment.PRODUCTION, Drm.WIDEVINE), Api.form(parameters));
        assertRefused(-4001, 403, Api.postBytes(production.text(), challenge()));
    }

    @Test
    void a_license_to_keep_needs_a_token_that_allows_it() throws MalformedMessage {
        var account = service.account("keep");
        var cdm = Viewer.widevine(service);
        var refused = cdm.challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty());
        assertRefused(-7008, 403, Api.postBytes(token(account), refused.body()));
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.OFFLINE, Optional.empty());
        var reply = Api.postBytes(token(account, "generalFlags", "00000001"), challenge.body());
        assertTrue(cdm.receive(challenge, reply.body())
                .license()
                .policy()
                .orElseThrow()
                .canPersist());
    }

    @Test
    void a_license_outlives_its_token_and_is_given_back_while_the_account_is_off() throws MalformedMessage {
        var account = service.account("lasting");
        var cdm = Viewer.widevine(service);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var license = cdm.receive(
                challenge, Api.postBytes(token(account), challenge.body()).body());
        String fresh = token(account);
        var renewal = Api.postBytes(fresh, cdm.renewal(license, 5).body());
        assertEquals(200, renewal.status(), renewal.text());
        var renewed = cdm.receiveRenewal(license, renewal.body());
        assertEquals(Event.Kind.RENEWED, newest(account).kind());
        assertEquals(0, newest(account).charged());
        service.enable(account.id(), false);
        assertRefused(-2031, 401, Api.postBytes(fresh, cdm.renewal(renewed, 5).body()));
        var release = Api.postBytes(fresh, cdm.release(renewed, 5).body());
        assertEquals(200, release.status(), release.text());
        cdm.receiveRelease(renewed, release.body());
        assertEquals(Event.Kind.RELEASED, newest(account).kind());
    }

    @Test
    void a_key_above_the_devices_level_is_withheld() {
        var account = service.account("weak");
        long systemId = Long.parseLong(systemId(account));
        service.operator().administration().widevine().limit(systemId, 1);
        try {
            String url = token(account, "securityLevel", "5");
            assertEventually(-7008, url);
        } finally {
            service.operator().administration().widevine().unlimit(systemId);
        }
    }

    private String systemId(dev.licet.storage.account.CreatedAccount account) {
        assertEquals(200, Api.postBytes(token(account), challenge()).status());
        return newest(account).facts().get("system_id");
    }

    /// What is kept in memory follows the database within a second or two.
    private void assertEventually(int code, String url) {
        Api.Reply reply = Api.postBytes(url, challenge());
        for (int i = 0; i < 50 && !reply.header("Licet-Code").equals(Integer.toString(code)); i++) {
            sleep();
            reply = Api.postBytes(url, challenge());
        }
        assertRefused(code, 403, reply);
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_license_is_renewed_and_given_back_free_of_charge_after_the_token_expired() throws Exception {
        var account = service.account("renew");
        service.units(account.id(), 5);
        String url = token(account, "expirationTime", "+2");
        var cdm = Viewer.widevine(service);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var license =
                cdm.receive(challenge, Api.postBytes(url, challenge.body()).body());
        Thread.sleep(3100);
        assertRefused(-4010, 403, Api.postBytes(url, challenge()));
        var renewal = cdm.renewal(license, 60);
        var renewed =
                cdm.receiveRenewal(license, Api.postBytes(url, renewal.body()).body());
        var release = cdm.release(renewed, 90);
        cdm.receiveRelease(renewed, Api.postBytes(url, release.body()).body());
        assertEquals(Event.Kind.RELEASED, newest(account).kind());
        assertRefused(-4001, 403, Api.postBytes(url, cdm.renewal(renewed, 120).body()));
        assertEquals(4, service.units(account.id()));
    }

    @Test
    void several_keys_come_with_rules_of_their_own() throws MalformedMessage {
        var account = service.account("several");
        service.configure(account.id(), Set.of(Drm.values()), Profile.CURRENT, OptionalInt.empty());
        Map<String, String> parameters = Api.parameters(
                "kid.0",
                TokenCatalogue.KID,
                "contentKey.0",
                TokenCatalogue.KEY,
                "securityLevel.0",
                "5",
                "hdcpOutputControl.0",
                "5",
                "kid.1",
                TokenCatalogue.KEK,
                "contentKey.1",
                TokenCatalogue.IV);
        String url = service.token(RunningService.text(account, Environment.TEST), Drm.WIDEVINE, parameters);
        var cdm = Viewer.widevine(service);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var keys = cdm.receive(challenge, Api.postBytes(url, challenge.body()).body())
                .keys();
        assertEquals(2, keys.size());
        assertEquals(255, keys.get(0).hdcp());
        assertEquals(5, keys.get(0).level());
        assertEquals(0, keys.get(1).hdcp());
        assertEquals(1, keys.get(1).level());
    }
}
