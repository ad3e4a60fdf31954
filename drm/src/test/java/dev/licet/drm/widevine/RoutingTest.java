package dev.licet.drm.widevine;

import static dev.licet.drm.widevine.upstream.GetLicenseStandIn.signed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.token.Rights;
import dev.licet.drm.Opening;
import dev.licet.drm.widevine.upstream.GetLicenseStandIn;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevineLicenseOutline;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who answers whom (reference: widevine.md 2.9).
class RoutingTest {
    private final UpstreamWorld world = new UpstreamWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    /// What the embedded back end cannot serve, and what it says about it.
    enum Foreign {
        ROOT("the device model is not certified by a root that is served here"),
        KEYBOX("the client id is of type 0, only device certificates (1) are served"),
        OEM_CERTIFICATE("the client id is of type 3, only device certificates (1) are served"),
        BROKEN_CHAIN("SignedDrmCertificate field 14: wire type 7 is not in use"),
        CORE_MESSAGE("the request has an OEMCrypto core message (version 16 or later)"),
        OTHER_PROVIDER("the client id is sealed for another service certificate, of provider other.test.invalid"),
        OTHER_SERIAL("the client id is sealed for another service certificate, of provider license.test.invalid"),
        UNREADABLE("LicenseRequest: no type that is known");

        private final String why;

        Foreign(String why) {
            this.why = why;
        }

        byte[] challenge(UpstreamWorld world) throws MalformedMessage {
            return switch (this) {
                case ROOT -> world.foreignRoot();
                case KEYBOX -> world.ofType(0, new byte[72]);
                case OEM_CERTIFICATE -> world.ofType(3, new byte[500]);
                case BROKEN_CHAIN -> world.ofType(1, "words".getBytes());
                case CORE_MESSAGE -> world.withCoreMessage();
                case OTHER_PROVIDER ->
                    world.sealedFor(
                            "other.test.invalid", world.world.service.own().serial());
                case OTHER_SERIAL -> world.sealedFor("license.test.invalid", new byte[16]);
                case UNREADABLE -> UpstreamWorld.unreadable();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Foreign.class)
    void what_is_foreign_goes_to_the_upstream_byte_for_byte(Foreign foreign) throws MalformedMessage {
        byte[] challenge = foreign.challenge(world);
        var opening = assertInstanceOf(Opening.Remote.class, world.open(challenge, world.token()));
        assertTrue(world.standIn.messages.isEmpty());
        var ready = assertInstanceOf(Opening.Ready.class, opening.ask());
        assertArrayEquals(GetLicenseStandIn.LICENSE, ready.exchange().answer().body());
        assertEquals("signed-json", ready.exchange().device().facts().get("back_end"));
        byte[] payload =
                GetLicenseStandIn.base64(world.standIn.messages.getFirst().get("payload"));
        assertArrayEquals(challenge, payload);
    }

    @ParameterizedTest
    @EnumSource(Foreign.class)
    void without_an_upstream_both_reasons_are_told(Foreign foreign) throws MalformedMessage {
        for (var none : List.of(Optional.<WidevineBackEnd>empty(), Optional.of(new WidevineBackEnd.Embedded()))) {
            world.backEnd = none.map(WidevineBackEnd.class::cast);
            var denied = assertInstanceOf(Opening.Denied.class, world.open(foreign.challenge(world), world.token()));
            String why = foreign.why + ", and no upstream is configured";
            assertEquals(Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, why), denied.why());
            assertTrue(denied.device().identity().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TEST, TEST, true, embedded",
        "TEST, TEST, false, embedded",
        "PRODUCTION, TEST, true, signed-json",
        "PRODUCTION, TEST, false, ",
        "PRODUCTION, PRODUCTION, true, embedded",
        "TEST, PRODUCTION, true, signed-json",
    })
    void our_own_devices_are_embedded_where_the_operator_says_so(
            Environment token, Environment embedded, boolean upstream, String backEnd) throws MalformedMessage {
        world.embedded = Set.of(embedded);
        world.world.environment = token;
        if (!upstream) world.backEnd = Optional.empty();
        var settled = world.settle(world.world.challenge(), world.token());
        if (backEnd == null) {
            var denied = assertInstanceOf(Opening.Denied.class, settled);
            assertEquals(
                    "the embedded Widevine back end does not serve the production environment, "
                            + "and no upstream is configured",
                    denied.why().reason());
            return;
        }
        assertInstanceOf(Opening.Ready.class, settled);
        assertEquals(backEnd, world.device(settled).facts().get("back_end"));
        assertEquals(backEnd.equals("embedded"), world.standIn.messages.isEmpty());
    }

    /// A device of ours that is at fault is ours to refuse: nobody else could serve it.
    @Test
    void our_own_devices_are_refused_without_asking_anybody() throws MalformedMessage {
        byte[] unsigned = world.world.challenge().clone();
        unsigned[unsigned.length - 1] ^= 1;
        var denied = assertInstanceOf(Opening.Denied.class, world.open(unsigned, world.token()));
        assertEquals("the request is not signed by the device", denied.why().reason());
        world.world.revoked.add(world.world.device.own().serial());
        denied = assertInstanceOf(Opening.Denied.class, world.open(world.world.challenge(), world.token()));
        assertEquals(
                "the certificate of the device has been revoked", denied.why().reason());
        byte[] sealed = world.sealedFor(
                "license.test.invalid", world.world.service.own().serial());
        denied = assertInstanceOf(Opening.Denied.class, world.open(sealed, world.token()));
        assertEquals("the sealed client id cannot be opened", denied.why().reason());
        assertTrue(world.standIn.server.requests.isEmpty());
    }

    @Test
    void a_license_to_keep_needs_the_tokens_leave_whoever_answers() throws MalformedMessage {
        byte[] challenge = world.foreignRoot(LicenseType.OFFLINE);
        var denied = assertInstanceOf(Opening.Denied.class, world.open(challenge, world.token()));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(Grant.NOT_TO_KEEP, denied.why().reason());
        assertTrue(denied.device().identity().isEmpty());
        var persistent = world.token(World.rights(Optional.empty(), Optional.empty(), true));
        world.standIn.license = signed(GetLicenseStandIn.license(LicenseType.OFFLINE, true, true));
        assertInstanceOf(Opening.Ready.class, world.settle(challenge, persistent));
        world.backEnd = Optional.empty();
        denied = assertInstanceOf(Opening.Denied.class, world.open(challenge, world.token()));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, denied.why().why());
    }

    /// What an upstream gives, beside what was asked for and what the token allows.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STREAMING | false | STREAMING | false | ",
                "STREAMING | false | STREAMING | true  | gave a license that may be kept, which the token does not allow",
                "STREAMING | false | OFFLINE   | false | gave a license that may be kept, which the token does not allow",
                "STREAMING | true  | STREAMING | true  | ",
                "STREAMING | true  | OFFLINE   | true  | gave a license of type OFFLINE where STREAMING was asked for",
                "AUTOMATIC | false | STREAMING | false | ",
                "AUTOMATIC | false | STREAMING | true  | gave a license that may be kept, which the token does not allow",
                "AUTOMATIC | false | OFFLINE   | true  | gave a license that may be kept, which the token does not allow",
                "AUTOMATIC | true  | OFFLINE   | true  | ",
                "OFFLINE   | true  | OFFLINE   | true  | ",
                "OFFLINE   | true  | STREAMING | false | gave a license of type STREAMING where OFFLINE was asked for",
            })
    void a_license_of_an_upstream_is_compared_with_the_token_and_the_request(
            LicenseType asked, boolean persistent, LicenseType given, boolean canPersist, String fault)
            throws MalformedMessage {
        world.standIn.license = signed(GetLicenseStandIn.license(given, canPersist, true));
        var token = world.token(World.rights(Optional.empty(), Optional.empty(), persistent));
        var settled = world.settle(world.foreignRoot(asked), token);
        if (fault == null) assertInstanceOf(Opening.Ready.class, settled);
        else refused(fault, settled);
    }

    private static void refused(String fault, Opening.Settled settled) {
        var denied = assertInstanceOf(Opening.Denied.class, settled);
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(Refused.Blame.REQUEST, denied.why().blame());
        assertEquals(Optional.of(Rule.POLICY), denied.why().rule());
        assertTrue(
                denied.why().reason().startsWith("the upstream " + fault),
                denied.why().reason());
    }

    @Test
    void an_answer_without_what_was_asked_for_is_no_license() throws MalformedMessage {
        var good = GetLicenseStandIn.license(LicenseType.STREAMING, false, true);
        world.standIn.license = signed(GetLicenseStandIn.license(LicenseType.STREAMING, false, false));
        refused("gave a license without any key", world.settle());
        var id = good.id();
        for (boolean own : new boolean[] {true, false}) {
            byte[] request = own ? World.REQUEST_ID : new byte[16];
            var named = new WidevineLicenseId(
                    Optional.of(request), Optional.empty(), id.type(), id.version(), Optional.empty());
            world.standIn.license = signed(
                    new WidevineLicense(named, good.policy(), good.keys(), good.startTime(), good.protectionScheme()));
            var settled = world.settle();
            if (own) assertInstanceOf(Opening.Ready.class, settled);
            else refused("gave the license of another request", settled);
        }
    }

    /// Whatever is cut or flipped, what comes through is a license that the token allows.
    @Test
    void a_damaged_license_is_refused_or_harmless() throws MalformedMessage {
        byte[] msg = GetLicenseStandIn.license(LicenseType.OFFLINE, true, true).toBytes();
        var rights = World.rights();
        var wanted = new Wanted.Unread();
        for (int n = 0; n < msg.length; n++) check(Arrays.copyOf(msg, n), rights, wanted);
        for (int bit = 0; bit < 8 * msg.length; bit++) {
            byte[] flipped = msg.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            check(flipped, rights, wanted);
        }
    }

    private static void check(byte[] msg, Rights rights, Wanted wanted) {
        byte[] message = WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE, msg, new byte[32])
                .toBytes();
        if (GivenLicense.fault(message, rights, wanted).isPresent()) return;
        try {
            var outline = WidevineLicenseOutline.read(msg);
            assertFalse(outline.canPersist());
            assertNotEquals(LicenseType.OFFLINE, outline.type());
        } catch (MalformedMessage unreadable) {
            throw new AssertionError("an unreadable license came through", unreadable);
        }
    }

    @Test
    void a_relay_gets_what_cannot_be_read_only_where_its_operator_says_so() throws MalformedMessage {
        var vendor = URI.create("https://relay.test.invalid/");
        world.backEnd = Optional.of(new WidevineBackEnd.Relay(vendor, List.of()));
        var denied = assertInstanceOf(Opening.Denied.class, world.open(UpstreamWorld.unreadable(), world.token()));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, denied.why().why());
        assertTrue(
                denied.why().reason().endsWith("gets only requests that can be read here"),
                denied.why().reason());
        world.backEnd = Optional.of(new WidevineBackEnd.Relay(vendor, List.of(), true));
        assertInstanceOf(Opening.Remote.class, world.open(UpstreamWorld.unreadable(), world.token()));
    }

    @Test
    void what_could_not_be_read_is_measured_by_the_license_that_comes_back() throws MalformedMessage {
        world.standIn.license = signed(GetLicenseStandIn.license(LicenseType.OFFLINE, true, true));
        refused(
                "gave a license that may be kept, which the token does not allow",
                world.settle(UpstreamWorld.unreadable(), world.token()));
        world.standIn.license = new byte[] {8, 2, 18, 2, 8, 3};
        refused("gave a license that cannot be read", world.settle());
    }

    @Test
    void a_message_that_is_no_signed_license_request_is_malformed() {
        for (var type : List.of(WidevineSignedMessage.Type.LICENSE, WidevineSignedMessage.Type.CAS_LICENSE_REQUEST)) {
            byte[] other =
                    WidevineSignedMessage.signed(type, new byte[4], new byte[4]).toBytes();
            assertThrows(MalformedMessage.class, () -> world.system().classify(other, Optional.empty()));
        }
        byte[] unsigned = new WidevineSignedMessage(
                        WidevineSignedMessage.Type.LICENSE_REQUEST,
                        Optional.of(new byte[4]),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalInt.empty())
                .toBytes();
        assertThrows(MalformedMessage.class, () -> world.system().classify(unsigned, Optional.empty()));
    }
}
