package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused.Blame;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.stop.StopLists;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.Devices;
import dev.licet.drm.GrantingLedger;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Permits;
import dev.licet.drm.RedemptionCall;
import dev.licet.drm.Sent;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import dev.licet.drm.widevine.upstream.GetLicenseStandIn;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Upstreams seen from the outside: what is charged, what is recorded, what waits for what.
class UpstreamRedemptionTest extends GrantingLedger {
    private static final byte[] CERTIFICATE_REQUEST = {8, 4};

    private final UpstreamWorld world = new UpstreamWorld();
    private final TokenSealer sealer = new TokenSealer(world.world, world.world.random);
    /// One permit and no waiting: whoever finds it taken is turned away.
    private final LicenseIssuer issuer = new LicenseIssuer(
            List.of(world.system()),
            sealer,
            this,
            this,
            new Devices(new DevicePseudonym(SecretBytes.copyOf(new byte[32])), new Halt(StopLists.NONE)),
            new RecordThrottle(() -> world.world.now, 100),
            new Permits(1, Duration.ZERO),
            () -> world.world.now);

    @AfterEach
    void stop() {
        world.close();
    }

    private LicenseOutcome redeem(byte[] body) {
        return redeem(body, Optional.of(sealer.seal(world.token())));
    }

    private LicenseOutcome redeem(byte[] body, Optional<String> token) {
        return issuer.redeem(new RedemptionCall(
                Environment.TEST, Drm.WIDEVINE, token, new Sent.Body(body, Optional.empty()), "request-1"));
    }

    private static byte[] body(LicenseOutcome outcome) {
        return assertInstanceOf(LicenseOutcome.Given.class, outcome).answer().body();
    }

    @Test
    void a_license_of_an_upstream_is_charged_after_it_has_come() {
        assertArrayEquals(GetLicenseStandIn.LICENSE, body(redeem(world.foreignRoot())));
        assertEquals(1, charged.size());
        var event = charged.getFirst();
        assertEquals("signed-json", event.facts().get("back_end"));
        assertTrue(event.subject().deviceId().isPresent());
    }

    @Test
    void an_upstream_that_fails_charges_nothing_and_leaves_a_record() {
        world.standIn.then(2, Reaction.text(500, ""));
        var denied = assertInstanceOf(LicenseOutcome.Denied.class, redeem(world.foreignRoot()));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(Blame.BUSY, denied.why().blame());
        assertTrue(charged.isEmpty());
        assertEquals(1, events.size());
        assertEquals(Event.Kind.DENIED, events.getFirst().kind());
        assertFalse(events.getFirst().subject().deviceId().isPresent());
    }

    @Test
    void nobody_holds_a_permit_while_an_upstream_is_waited_for() {
        var meanwhile = new AtomicReference<LicenseOutcome>();
        world.standIn.script.add(() -> {
            meanwhile.set(redeem(world.world.challenge()));
            return Reaction.text(500, "");
        });
        assertArrayEquals(GetLicenseStandIn.LICENSE, body(redeem(world.foreignRoot())));
        assertInstanceOf(LicenseOutcome.Given.class, meanwhile.get());
        assertEquals(2, charged.size());
    }

    @Test
    void an_expired_token_asks_no_upstream() {
        var token = sealer.seal(world.token());
        world.world.now = world.world.now.plusSeconds(3600);
        assertInstanceOf(LicenseOutcome.Denied.class, redeem(world.foreignRoot(), Optional.of(token)));
        assertTrue(world.standIn.server.requests.isEmpty());
    }

    @Test
    void the_certificate_is_the_upstreams_and_is_asked_for_once() {
        for (int i = 0; i < 3; i++) assertArrayEquals(GetLicenseStandIn.CERTIFICATE, body(redeem(CERTIFICATE_REQUEST)));
        assertEquals(1, world.standIn.messages.size());
        assertEquals(1, world.standIn.messages.getFirst().size());
        assertTrue(events.isEmpty() && charged.isEmpty());
    }

    @Test
    void an_old_certificate_is_asked_for_again_and_stays_good_meanwhile() {
        redeem(CERTIFICATE_REQUEST);
        world.world.now = world.world.now.plus(Duration.ofHours(1));
        world.standIn.then(2, new Reaction.HangUp());
        assertArrayEquals(GetLicenseStandIn.CERTIFICATE, body(redeem(CERTIFICATE_REQUEST)));
        assertArrayEquals(GetLicenseStandIn.CERTIFICATE, body(redeem(CERTIFICATE_REQUEST)));
        assertTrue(world.standIn.script.isEmpty());
        assertEquals(4, world.standIn.messages.size());
    }

    @Test
    void without_a_token_that_opens_the_certificate_is_our_own() {
        byte[] own = WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.SERVICE_CERTIFICATE,
                        Optional.of(world.world.identities.getFirst().serviceCertificate()))
                .toBytes();
        assertArrayEquals(own, body(redeem(CERTIFICATE_REQUEST, Optional.empty())));
        assertArrayEquals(own, body(redeem(CERTIFICATE_REQUEST, Optional.of("forged"))));
        world.backEnd = Optional.empty();
        assertArrayEquals(own, body(redeem(CERTIFICATE_REQUEST)));
        assertTrue(world.standIn.server.requests.isEmpty());
        assertTrue(events.isEmpty());
    }

    @Test
    void a_certificate_that_does_not_come_is_a_coded_refusal() {
        world.standIn.then(2, new Reaction.HangUp());
        var denied = assertInstanceOf(LicenseOutcome.Denied.class, redeem(CERTIFICATE_REQUEST));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(Blame.BUSY, denied.why().blame());
        world.world.now = world.world.now.plusSeconds(2);
        assertArrayEquals(GetLicenseStandIn.CERTIFICATE, body(redeem(CERTIFICATE_REQUEST)));
    }

    @Test
    void a_back_end_that_does_not_open_is_our_fault_and_leaves_one_record() {
        world.damaged = true;
        var denied = assertInstanceOf(LicenseOutcome.Denied.class, redeem(world.foreignRoot()));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(Blame.SERVICE, denied.why().blame());
        assertEquals(1, events.size());
        assertEquals(Event.Kind.DENIED, events.getFirst().kind());
        assertInstanceOf(LicenseOutcome.Denied.class, redeem(CERTIFICATE_REQUEST));
        assertEquals(1, events.size());
        assertTrue(charged.isEmpty());
    }
}
