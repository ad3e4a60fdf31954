package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.Misbehavior;
import dev.licet.device.fairplay.SecurityLevel;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.fairplay.SpcWrapping;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.drm.wire.CkcHdcp;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.MalformedMessage;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FairPlayRightsEndpointTest extends RightsEndpointContract {
    FairPlayRightsEndpointTest() {
        super(Drm.FAIRPLAY);
    }

    @ParameterizedTest
    @EnumSource
    void every_wrapping_is_answered_in_kind(SpcWrapping wrapping) throws MalformedMessage {
        var account = service.account("wrapping");
        for (int version : new int[] {1, 2}) {
            var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(version));
            var reply =
                    Api.postBytes(token(account), wrapping.wrap(session.spc()), "Content-Type", wrapping.mediaType());
            assertEquals(200, reply.status(), reply.text());
            var license = session.open(wrapping.unwrap(reply.body()));
            assertTrue(license.contentKey().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
            assertTrue(license.contentIv().sameAs(SecretBytes.parseHex(TokenCatalogue.IV)));
            assertTrue(license.duration().isEmpty());
        }
    }

    @Test
    void a_rental_comes_as_a_duration() throws MalformedMessage {
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2));
        String url = token(service.account("rental"), "rentalDuration", "3600");
        var license = session.open(Api.postBytes(url, session.spc()).body());
        assertEquals(3600, license.duration().orElseThrow().rental());
    }

    @Test
    void a_lease_is_renewed_for_nothing_and_its_rental_goes_on_counting() throws MalformedMessage {
        var account = service.account("renewals");
        String url = token(account, "licetLeaseDuration", "300", "rentalDuration", "3600");
        var client = Viewer.fairPlay(service);
        var played = client.request(SpcOptions.ordinary(2));
        assertEquals(200, Api.postBytes(url, played.spc()).status());
        for (int i = 0; i < 12; i++) {
            var renewal = client.renewal(played, SpcOptions.ordinary(2));
            var license = renewal.open(Api.postBytes(url, renewal.spc()).body());
            assertEquals(300, license.duration().orElseThrow().lease());
            assertTrue(license.duration().orElseThrow().rental() <= 3600);
            assertEquals(Event.Kind.RENEWED, newest(account).kind());
            assertEquals(0, newest(account).charged());
            assertEquals("lease ending", newest(account).facts().get("playback_state"));
        }
        var other = client.request(SpcOptions.ordinary(2));
        assertEquals(200, Api.postBytes(url, other.spc()).status());
        assertEquals(Event.Kind.REDEEMED, newest(account).kind());
    }

    @Test
    void a_limit_that_the_device_could_not_keep_is_refused() {
        var account = service.account("no state");
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2).withPlaybackState(Optional.empty()));
        assertRefused(-6004, 403, Api.postBytes(token(account, "rentalDuration", "3600"), session.spc()));
        assertTrue(
                newest(account).reason().contains("playback state"),
                newest(account).reason());
    }

    @Test
    void a_lease_with_a_rental_and_output_rules_reaches_the_device() throws MalformedMessage {
        var session = Viewer.fairPlay(service)
                .request(SpcOptions.ordinary(2).withSecurityLevel(Optional.of(SecurityLevel.MAIN)));
        String url = token(
                service.account("lease"),
                "licetLeaseDuration",
                "300",
                "rentalDuration",
                "3600",
                "licetHdcpType",
                "1",
                "licetSecurityLevel",
                "main");
        var license = session.open(Api.postBytes(url, session.spc()).body());
        var both = new CkcKeyDuration(300, 3600, CkcKeyDuration.Type.LEASE_AND_RENTAL);
        assertEquals(Optional.of(both), license.duration());
        assertEquals(Optional.of(CkcHdcp.TYPE_1), license.hdcp());
        assertEquals(Optional.of(CkcSecurityLevel.MAIN), license.level());
        assertTrue(license.offline().isEmpty());
    }

    @Test
    void a_license_to_keep_has_two_expiries_and_no_duration() throws MalformedMessage {
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2));
        String url = token(
                service.account("offline"),
                "licetPersistent",
                "true",
                "rentalDuration",
                "2592000",
                "licetPlaybackDuration",
                "172800");
        var license = session.open(Api.postBytes(url, session.spc()).body());
        assertEquals(2592000, license.offline().orElseThrow().storage());
        assertEquals(172800, license.offline().orElseThrow().playback());
        assertTrue(license.duration().isEmpty());
    }

    @Test
    void a_level_that_the_device_does_not_reach_is_refused() {
        var account = service.account("level");
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2));
        assertRefused(-6004, 403, Api.postBytes(token(account, "licetSecurityLevel", "main"), session.spc()));
        assertTrue(
                newest(account).reason().startsWith("-42604"), newest(account).reason());
    }

    @Test
    void what_the_token_says_is_in_the_record_of_its_making() {
        var account = service.account("facts");
        token(account, "licetLeaseDuration", "300", "licetHdcpType", "-1", "licetSecurityLevel", "baseline");
        var facts = newest(account).facts();
        assertEquals("300", facts.get("lease_duration"));
        assertEquals("not_required", facts.get("hdcp_type"));
        assertEquals("baseline", facts.get("required_level"));
        assertEquals(
                Set.of("expires", "lease_duration", "hdcp_type", "required_level", "lint"),
                facts.keySet(),
                "nothing of Widevine's rules, which a FairPlay token has defaults of");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void what_misbehaves_is_4001(Misbehavior misbehavior) {
        var session = Viewer.fairPlay(service).request(SpcOptions.ordinary(2), misbehavior);
        assertRefused(-4001, 403, Api.postBytes(token(service.account("bad")), session.spc()));
    }

    @Test
    void a_token_with_too_many_unreadable_requests_rests() {
        var account = service.account("guessing");
        String url = token(account);
        var player = Viewer.fairPlay(service);
        for (int i = 0; i < 20; i++) {
            byte[] spc = player.request(SpcOptions.ordinary(1)).spc();
            spc[30 + i] ^= 1;
            assertRefused(-4001, 403, Api.postBytes(url, spc));
            assertFalse(newest(account).reason().contains("rests"));
        }
        byte[] good = player.request(SpcOptions.ordinary(1)).spc();
        assertRefused(-4001, 403, Api.postBytes(url, good));
        assertTrue(newest(account).reason().contains("rests"), newest(account).reason());
        assertEquals(200, Api.postBytes(token(account), good).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void the_certificate_is_open_to_everybody(String slash) {
        String url = service.url(
                Environment.TEST, "/hms/fp/certificate/" + service.demo().id() + slash);
        var reply = Api.get(url, "Origin", "https://player.example");
        assertEquals(200, reply.status());
        assertEquals("https://player.example", reply.header("Access-Control-Allow-Origin"));
        assertTrue(reply.header("Cache-Control").contains("max-age"));
        assertEquals(0x30, reply.body()[0]);
        String production = service.url(
                Environment.PRODUCTION, "/hms/fp/certificate/" + service.demo().id());
        assertEquals(404, Api.get(production).status());
    }
}
