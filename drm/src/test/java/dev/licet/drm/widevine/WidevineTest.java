package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.Recorded;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSealedClientId;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WidevineTest {
    private static final byte[] OTHER_KID = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

    private final World world = new World();

    /// Reference: widevine.md 2.1 and 2.2.
    @Nested
    class Telling_bodies_apart {
        @Test
        void a_certificate_request_is_answered_with_the_newest_certificate() throws MalformedMessage {
            world.identities.add(0, world.identity(otherService()));
            for (String hex : List.of("0804", "08041200", "088400")) {
                var answer = certificate(HexFormat.of().parseHex(hex));
                assertEquals("application/octet-stream", answer.mediaType());
                var signed = WidevineSignedMessage.read(answer.body());
                assertEquals(WidevineSignedMessage.Type.SERVICE_CERTIFICATE, signed.type());
                assertArrayEquals(
                        world.identities.getFirst().serviceCertificate(),
                        signed.msg().orElseThrow());
                assertTrue(signed.signature().isEmpty());
            }
        }

        @Test
        void an_installation_without_an_identity_says_that_it_has_no_certificate() throws MalformedMessage {
            world.identities.clear();
            var answer = certificate(new byte[] {8, 4});
            var signed = WidevineSignedMessage.read(answer.body());
            assertEquals(WidevineSignedMessage.Type.ERROR_RESPONSE, signed.type());
            assertEquals(
                    WidevineLicenseError.SERVICE_UNAVAILABLE,
                    WidevineLicenseError.read(signed.msg().orElseThrow()));
        }

        @Test
        void the_text_of_a_refusal_says_what_the_body_looks_like() {
            byte[] challenge = world.challenge();
            byte[] spc = new byte[200];
            spc[3] = 1;
            malformed("the body is empty: send the challenge as the player made it", new byte[0]);
            malformed("this looks like JSON: send the bytes of the challenge and nothing else", ascii("{\"a\":1}"));
            malformed("this looks like XML, such as a PlayReady challenge", ascii("<soap:Envelope/>"));
            malformed("this looks like a FairPlay SPC in a form", ascii("spc=AAAA%2B"));
            malformed("this looks like a FairPlay SPC, not like a Widevine challenge", spc);
            malformed(
                    "this looks like base64 text: send the bytes of the challenge instead",
                    Base64.getEncoder().encode(challenge));
            malformed(
                    "this looks like base64 text: send the bytes of the challenge instead",
                    Base64.getUrlEncoder().encode(challenge));
            malformed("SignedMessage: bad field number", new byte[] {0, 1, 2});
            malformed("SignedMessage: longer than 65536 bytes", new byte[65537]);
        }

        @Test
        void answers_and_other_requests_are_refused() {
            for (var type : WidevineSignedMessage.Type.values()) {
                switch (type) {
                    case LICENSE_REQUEST, SERVICE_CERTIFICATE_REQUEST -> {}
                    case LICENSE,
                            ERROR_RESPONSE,
                            SERVICE_CERTIFICATE,
                            SUB_LICENSE,
                            CAS_LICENSE_REQUEST,
                            CAS_LICENSE,
                            EXTERNAL_LICENSE_REQUEST,
                            EXTERNAL_LICENSE ->
                        malformed(
                                "a message of type " + type + " is not a request that is served",
                                WidevineSignedMessage.unsigned(type, Optional.of(new byte[3]))
                                        .toBytes());
                }
            }
        }

        @Test
        void a_request_needs_msg_and_signature() {
            var type = WidevineSignedMessage.Type.LICENSE_REQUEST;
            malformed(
                    "the request has no msg",
                    WidevineSignedMessage.unsigned(type, Optional.empty()).toBytes());
            malformed(
                    "the request is not signed",
                    WidevineSignedMessage.unsigned(type, Optional.of(new byte[] {24, 1}))
                            .toBytes());
        }

        /// An upstream may be able to read it.
        @Test
        void a_request_that_cannot_be_read_is_refused_like_a_foreign_one() throws MalformedMessage {
            var type = WidevineSignedMessage.Type.LICENSE_REQUEST;
            notAuthenticated(
                    "the request for a first license names no content, and no upstream is configured",
                    WidevineSignedMessage.signed(type, new byte[] {24, 1}, new byte[1])
                            .toBytes());
            notAuthenticated(
                    "the request names no license to renew or to release, and no upstream is configured",
                    WidevineSignedMessage.signed(type, new byte[] {24, 2}, new byte[1])
                            .toBytes());
            notAuthenticated(
                    "LicenseRequest: no type that is known, and no upstream is configured",
                    WidevineSignedMessage.signed(type, new byte[0], new byte[1]).toBytes());
        }

        private Answer certificate(byte[] body) throws MalformedMessage {
            var request = assertInstanceOf(Message.CertificateRequest.class, classify(body));
            return assertInstanceOf(LicenseOutcome.Given.class, request.answer(Optional.empty()))
                    .answer();
        }

        private Message classify(byte[] body) throws MalformedMessage {
            return world.system().classify(body, Optional.empty());
        }

        private void malformed(String text, byte[] body) {
            assertEquals(
                    text,
                    assertThrows(MalformedMessage.class, () -> classify(body)).getMessage());
        }
    }

    /// Reference: widevine.md 2.3.
    @Nested
    class Who_is_asking {
        @Test
        void a_request_signed_by_another_key_is_refused() throws MalformedMessage {
            byte[] msg = WidevineSignedMessage.read(world.challenge()).msg().orElseThrow();
            byte[] signature = Rsa.signPss(World.SERVICE_KEY, msg, world.random);
            byte[] forged = WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, signature)
                    .toBytes();
            notAuthenticated("the request is not signed by the device", forged);
        }

        @Test
        void signatures_of_any_length_are_refused_quietly() throws MalformedMessage {
            byte[] msg = WidevineSignedMessage.read(world.challenge()).msg().orElseThrow();
            for (int length : new int[] {0, 1, 255, 257, 4096}) {
                byte[] forged = WidevineSignedMessage.signed(
                                WidevineSignedMessage.Type.LICENSE_REQUEST, msg, new byte[length])
                        .toBytes();
                notAuthenticated("the request is not signed by the device", forged);
            }
        }

        @Test
        void what_takes_an_upstream_is_refused_with_a_reason() throws MalformedMessage {
            var good = WidevineSignedMessage.read(world.challenge());
            var core = new WidevineSignedMessage(
                    good.type(),
                    good.msg(),
                    good.signature(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.of(new byte[20]),
                    OptionalInt.empty());
            notAuthenticated(
                    "the request has an OEMCrypto core message (version 16 or later), and no upstream is configured",
                    core.toBytes());
            for (int hash : new int[] {0, 1, 2, 3}) {
                var hashed = new WidevineSignedMessage(
                        good.type(),
                        good.msg(),
                        good.signature(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalInt.of(hash));
                if (hash < 2) assertInstanceOf(Opening.Ready.class, open(hashed.toBytes()));
                else {
                    notAuthenticated(
                            "the request is signed with hash algorithm " + hash + ", and no upstream is configured",
                            hashed.toBytes());
                }
            }
        }

        @Test
        void production_is_served_only_when_switched_on() throws MalformedMessage {
            world.environment = Environment.PRODUCTION;
            notAuthenticated(
                    "the embedded Widevine back end does not serve the production environment, "
                            + "and no upstream is configured",
                    world.challenge());
            world.options = new WidevineOptions(Set.of(Environment.PRODUCTION), 5, Optional.empty());
            assertInstanceOf(Opening.Ready.class, open(world.challenge()));
        }

        @Test
        void a_request_without_a_client_id_is_refused() throws MalformedMessage {
            var request = new WidevineLicenseRequest(
                    Optional.empty(),
                    Optional.of(World.pssh(LicenseType.STREAMING, World.KID)),
                    WidevineLicenseRequest.Type.NEW,
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    Optional.empty());
            notAuthenticated("the request has no client id, and no upstream is configured", world.challenge(request));
        }

        @Test
        void claims_are_cut_down_to_what_a_record_can_hold() throws MalformedMessage {
            var clientId = World.clientId(
                    world.device,
                    new WidevineClientId.Info("model_name", "Te\u0000st\r\n\u202e \u001b[31mCDM"),
                    new WidevineClientId.Info("model_name", "again"),
                    new WidevineClientId.Info("device_name", "x".repeat(1000)),
                    new WidevineClientId.Info("device_id", "4711"),
                    new WidevineClientId.Info("anything", "else"));
            var facts = ready(world.challenge(World.first(clientId, content(LicenseType.STREAMING))))
                    .exchange()
                    .device()
                    .facts();
            assertEquals("Test [31mCDM", facts.get("model_name"));
            assertEquals(128, facts.get("device_name").length());
            assertEquals(
                    Set.of("back_end", "model_name", "device_name", "privacy_mode", "device_time", "system_id"),
                    facts.keySet());
        }

        @Test
        void a_refused_device_is_described_but_not_identified() throws MalformedMessage {
            world.revoked.add(world.device.own().serial());
            var denied = world.denied(world.challenge(), world.token(World.rights()));
            assertTrue(denied.device().identity().isEmpty());
            assertEquals("31337", denied.device().facts().get("system_id"));
            assertEquals("false", denied.device().facts().get("privacy_mode"));
        }
    }

    /// Reference: widevine.md 2.2.
    @Nested
    class Privacy_mode {
        private final World recorded = World.recorded();
        private final byte[] challenge = Recorded.bytes("challenge_privacy");

        @Test
        void an_id_sealed_for_another_certificate_is_refused() throws MalformedMessage {
            recorded.identities.set(0, recorded.identity(otherService()));
            var denied = recorded.denied(challenge, token());
            assertEquals(
                    "the client id is sealed for another service certificate, of provider license.test.invalid, "
                            + "and no upstream is configured",
                    denied.why().reason());
            assertEquals(Device.UNKNOWN.facts(), denied.device().facts());
        }

        @Test
        void an_older_certificate_keeps_working() throws MalformedMessage {
            recorded.identities.add(0, recorded.identity(otherService()));
            assertInstanceOf(Opening.Ready.class, recorded.open(challenge, token()));
        }

        @Test
        void every_way_in_which_unsealing_fails_looks_the_same() throws MalformedMessage {
            var request = WidevineLicenseRequest.read(
                    WidevineSignedMessage.read(challenge).msg().orElseThrow());
            var good = request.sealedClientId().orElseThrow();
            byte[] shortKey = Rsa.encryptOaep(
                    Rsa.Oaep.SHA1, World.SERVICE_KEY.publicKey(), SecretBytes.copyOf(new byte[15]), world.random);
            byte[] otherKey = Rsa.encryptOaep(
                    Rsa.Oaep.SHA1, World.SERVICE_KEY.publicKey(), SecretBytes.copyOf(new byte[16]), world.random);
            for (byte[] key : List.of(new byte[0], new byte[255], new byte[256], new byte[257], shortKey, otherKey)) {
                unreadable(sealed(good, good.sealedId(), good.iv(), key));
            }
            unreadable(sealed(good, good.sealedId(), new byte[15], good.sealedKey()));
            unreadable(sealed(good, new byte[17], good.iv(), good.sealedKey()));
            unreadable(sealed(good, new byte[16], good.iv(), good.sealedKey()));
            byte[] iv = good.iv().clone();
            iv[0] ^= (byte) 0x80;
            unreadable(sealed(good, good.sealedId(), iv, good.sealedKey()));
        }

        private WidevineSealedClientId sealed(WidevineSealedClientId good, byte[] id, byte[] iv, byte[] key) {
            return new WidevineSealedClientId(good.providerId(), good.serviceSerial(), id, iv, key);
        }

        private void unreadable(WidevineSealedClientId sealed) throws MalformedMessage {
            var request = new WidevineLicenseRequest(
                    Optional.empty(),
                    Optional.of(content(LicenseType.STREAMING)),
                    WidevineLicenseRequest.Type.NEW,
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    Optional.of(sealed));
            var denied = recorded.denied(recorded.challenge(request), token());
            assertEquals("the sealed client id cannot be opened", denied.why().reason());
            assertEquals(Device.UNKNOWN.facts(), denied.device().facts());
        }

        private Token token() {
            return recorded.token(World.rights(Optional.empty(), Optional.empty(), true));
        }
    }

    /// Reference: widevine.md 2.6.
    @Nested
    class What_is_granted {
        @Test
        void rights_become_policy_and_key_rules() throws MalformedMessage {
            world.options = new WidevineOptions(Set.of(Environment.TEST), 5, Optional.empty());
            var rights = World.rights(
                    Optional.of(Duration.ofHours(48)),
                    Optional.of(Duration.ofHours(4)),
                    true,
                    World.key(World.KID, 1, Hdcp.NONE, Optional.of(TrackType.SD)),
                    World.key(OTHER_KID, 5, Hdcp.NO_DIGITAL_OUTPUT, Optional.of(TrackType.UHD2)));
            var license = world.play(rights).license();
            var policy = license.policy().orElseThrow();
            assertTrue(policy.canPlay());
            assertTrue(policy.canPersist());
            assertFalse(policy.canRenew());
            assertEquals(OptionalLong.of(172_800), policy.rental());
            assertEquals(OptionalLong.of(14_400), policy.playback());
            assertEquals(OptionalLong.empty(), policy.license());
            assertEquals(OptionalInt.of(0), license.id().version());
            assertEquals(World.DEVICE_TIME, license.startTime().orElseThrow());
            assertEquals(2, license.keys().size());
            assertKey(license.keys().get(0), World.KID, 1, OptionalInt.empty(), "SD");
            assertKey(license.keys().get(1), OTHER_KID, 5, OptionalInt.of(255), "UHD2");
        }

        @Test
        void a_token_without_limits_gives_a_license_without_limits() throws MalformedMessage {
            var policy = world.play(World.rights()).license().policy().orElseThrow();
            assertEquals(OptionalLong.empty(), policy.rental());
            assertEquals(OptionalLong.empty(), policy.playback());
            assertFalse(policy.canPersist());
        }

        @Test
        void a_limit_of_nothing_never_becomes_no_limit() throws MalformedMessage {
            var rights = World.rights(Optional.of(Duration.ZERO), Optional.of(Duration.ofMillis(10)), false);
            var policy = world.play(rights).license().policy().orElseThrow();
            assertEquals(OptionalLong.of(1), policy.rental());
            assertEquals(OptionalLong.of(1), policy.playback());
        }

        @Test
        void output_protection_is_numbered_as_on_the_wire() throws MalformedMessage {
            int[] numbers = {0, 1, 2, 3, 4, 255};
            for (var hdcp : Hdcp.values()) {
                var rights = World.rights(World.key(World.KID, 1, hdcp, Optional.empty()));
                var key = world.play(rights).content().getFirst();
                assertEquals(numbers[hdcp.ordinal()], key.hdcp().orElse(0), hdcp.name());
            }
        }

        @Test
        void keys_above_the_level_of_the_device_are_left_out() throws MalformedMessage {
            var rights = World.rights(
                    World.key(World.KID, 3, Hdcp.NONE, Optional.empty()),
                    World.key(OTHER_KID, 4, Hdcp.NONE, Optional.empty()));
            assertEquals(2, world.play(rights).content().size());
            world.levels.put(World.SYSTEM_ID, 3);
            var only = world.play(rights).content();
            assertEquals(1, only.size());
            assertArrayEquals(World.KID, only.getFirst().id().orElseThrow());
            var ready = assertInstanceOf(Opening.Ready.class, world.open(world.challenge(), world.token(rights)));
            assertEquals("1", ready.exchange().device().facts().get("keys_withheld"));
            world.levels.put(World.SYSTEM_ID, 2);
            refused(
                    "every key of the token demands more than security level 2, "
                            + "the highest for devices of this system id",
                    world.challenge(),
                    rights);
        }

        @Test
        void the_level_of_unknown_devices_is_an_option() throws MalformedMessage {
            world.options = new WidevineOptions(Set.of(Environment.TEST), 1, Optional.empty());
            var rights = World.rights(World.key(World.KID, 2, Hdcp.NONE, Optional.empty()));
            assertInstanceOf(Opening.Denied.class, world.open(world.challenge(), world.token(rights)));
        }

        @Test
        void only_a_persistent_token_gives_a_license_to_keep() throws MalformedMessage {
            byte[] offline = world.challenge(World.first(World.clientId(world.device), content(LicenseType.OFFLINE)));
            refused("the device asks for a license to keep, which the token does not allow", offline, World.rights());
            var persistent = World.rights(Optional.empty(), Optional.empty(), true);
            var received = world.play(offline, world.token(persistent));
            assertEquals(LicenseType.OFFLINE, received.license().id().type());
            assertTrue(received.license().policy().orElseThrow().canPersist());
        }

        @Test
        void a_kid_that_the_token_does_not_carry_is_recorded_not_refused() throws MalformedMessage {
            var request =
                    World.first(World.clientId(world.device), World.pssh(LicenseType.STREAMING, OTHER_KID, World.KID));
            var facts = ready(world.challenge(request)).exchange().device().facts();
            assertEquals(HexFormat.of().formatHex(OTHER_KID), facts.get("kids_not_in_token"));
            assertFalse(ready(world.challenge()).exchange().device().facts().containsKey("kids_not_in_token"));
        }

        @Test
        void every_way_of_naming_content_is_served() throws MalformedMessage {
            var streaming = LicenseType.STREAMING;
            for (WidevineContentId content : List.of(
                    new WidevineContentId.Webm(World.KID, streaming, World.REQUEST_ID),
                    new WidevineContentId.InitData(1, Recorded.bytes("pssh_box"), streaming, World.REQUEST_ID),
                    new WidevineContentId.InitData(1, new byte[] {1, 2, 3}, streaming, World.REQUEST_ID),
                    new WidevineContentId.InitData(2, World.KID, streaming, World.REQUEST_ID),
                    new WidevineContentId.Pssh(List.of(), streaming, World.REQUEST_ID),
                    new WidevineContentId.Pssh(List.of(new byte[] {0}), streaming, World.REQUEST_ID))) {
                byte[] challenge = world.challenge(World.first(World.clientId(world.device), content));
                var received = world.play(challenge, world.token(World.rights()));
                assertArrayEquals(
                        World.REQUEST_ID, received.license().id().requestId().orElseThrow());
            }
        }

        @Test
        void a_request_id_of_any_length_is_not_echoed() throws MalformedMessage {
            var content = new WidevineContentId.Pssh(List.of(), LicenseType.STREAMING, new byte[65]);
            refused(
                    "the request id is too long",
                    world.challenge(World.first(World.clientId(world.device), content)),
                    World.rights());
        }

        @Test
        void no_two_answers_share_a_random_number() throws MalformedMessage {
            var ready = ready(world.challenge());
            var one = world.play(World.rights());
            var two = world.play(World.rights());
            assertFalse(one.keys().encryption().sameAs(two.keys().encryption()));
            assertFalse(Arrays.equals(
                    one.content().getFirst().iv(), two.content().getFirst().iv()));
            assertFalse(Arrays.equals(
                    one.license().id().sessionId().orElseThrow(),
                    two.license().id().sessionId().orElseThrow()));
            assertEquals("application/octet-stream", ready.exchange().answer().mediaType());
        }

        private void assertKey(WidevineKeyContainer key, byte[] kid, int level, OptionalInt hdcp, String label) {
            assertArrayEquals(kid, key.id().orElseThrow());
            assertEquals(OptionalInt.of(level), key.level());
            assertEquals(hdcp, key.hdcp());
            assertEquals(Optional.of(label), key.label());
            assertEquals(32, key.sealedKey().length);
        }

        private void refused(String reason, byte[] challenge, Rights rights) throws MalformedMessage {
            var denied = world.denied(challenge, world.token(rights));
            assertEquals(Refused.request(Refusal.LICENSE_FAILED, reason), denied.why());
            assertTrue(denied.device().identity().isPresent());
        }
    }

    private WidevineIssuer otherService() {
        return world.root.service("license.test.invalid", World.SERVICE_KEY, world.now, world.random);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static WidevineContentId content(LicenseType type) {
        return World.pssh(type, World.KID);
    }

    private Opening open(byte[] challenge) throws MalformedMessage {
        return world.open(challenge, world.token(World.rights()));
    }

    private Opening.Ready ready(byte[] challenge) throws MalformedMessage {
        return assertInstanceOf(Opening.Ready.class, open(challenge));
    }

    private void notAuthenticated(String reason, byte[] challenge) throws MalformedMessage {
        var denied = assertInstanceOf(Opening.Denied.class, open(challenge));
        assertEquals(Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, reason), denied.why());
    }
}
