package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused.Blame;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.SessionOpening;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import dev.licet.drm.widevine.upstream.GetLicenseStandIn;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Against a stand-in of the getlicense contract (reference: widevine.md 3).
class SignedJsonTest {
    private final UpstreamWorld world = new UpstreamWorld();
    private final GetLicenseStandIn standIn = world.standIn;

    @AfterEach
    void stop() {
        world.close();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String contentKey() {
        return World.CONTENT_KEY.expose(SignedJsonTest::base64);
    }

    /// No key, no license and nothing of the session may be told to anybody.
    private static void showsNoSecret(String text) {
        String hex = World.CONTENT_KEY.expose(HexFormat.of()::formatHex);
        for (String secret : List.of(
                contentKey(),
                hex,
                GetLicenseStandIn.KEY,
                GetLicenseStandIn.IV,
                GetLicenseStandIn.SIGNING_KEY,
                base64(GetLicenseStandIn.LICENSE))) {
            assertFalse(text.contains(secret), text);
        }
    }

    @Test
    void the_message_says_what_the_token_says() throws MalformedMessage {
        byte[] audio = "fedcba9876543210".getBytes();
        var rights = World.rights(
                Optional.of(Duration.ofHours(48)),
                Optional.of(Duration.ofHours(4)),
                true,
                World.key(World.KID, 5, Hdcp.V2_2, Optional.of(TrackType.UHD1)),
                World.key(audio, 1, Hdcp.NONE, Optional.empty()));
        var token = world.token(rights);
        assertInstanceOf(Opening.Ready.class, world.settle(world.foreignRoot(), token));
        var message = standIn.messages.getFirst();
        assertEquals(
                Set.of(
                        "payload",
                        "provider",
                        "content_id",
                        "content_key_specs",
                        "policy_overrides",
                        "use_policy_overrides_exclusively",
                        "session_init"),
                message.keySet());
        assertEquals("widevine_test", message.get("provider"));
        assertEquals(base64(World.KID), message.get("content_id"));
        assertEquals(true, message.get("use_policy_overrides_exclusively"));
        assertEquals(
                List.of(spec("UHD1", World.KID, 5, "HDCP_V2_2"), spec("SD", audio, 1, "HDCP_NONE")),
                message.get("content_key_specs"));
        assertEquals(
                Map.of(
                        "can_play", true,
                        "can_persist", true,
                        "can_renew", true,
                        "rental_duration_seconds", 172_800L,
                        "playback_duration_seconds", 14_400L),
                message.get("policy_overrides"));
        var session = (Map<?, ?>) message.get("session_init");
        assertEquals(base64(token.id().bytes()), session.get("purchase_id"));
        assertEquals(8, GetLicenseStandIn.base64(session.get("session_id")).length);
    }

    private static Map<String, Object> spec(String track, byte[] kid, long level, String hdcp) {
        return Map.of(
                "track_type", track,
                "key_id", base64(kid),
                "key", contentKey(),
                "security_level", level,
                "required_output_protection", Map.of("hdcp", hdcp));
    }

    @ParameterizedTest
    @EnumSource(Hdcp.class)
    void output_protection_is_named_as_the_contract_has_it(Hdcp hdcp) throws MalformedMessage {
        world.settle(world.foreignRoot(), world.token(World.rights(World.key(World.KID, 1, hdcp, Optional.empty()))));
        var spec = (Map<?, ?>) ((List<?>) standIn.messages.getFirst().get("content_key_specs")).getFirst();
        assertEquals(Map.of("hdcp", "HDCP_" + hdcp.name()), spec.get("required_output_protection"));
    }

    @Test
    void the_answer_is_handed_out_and_the_device_described() throws MalformedMessage {
        var ready = assertInstanceOf(Opening.Ready.class, world.settle());
        assertArrayEquals(GetLicenseStandIn.LICENSE, ready.exchange().answer().body());
        var facts = ready.exchange().device().facts();
        assertEquals("Acme", facts.get("make"));
        assertEquals("Set-top 9", facts.get("model"));
        assertEquals("android", facts.get("platform"));
        assertEquals("4464", facts.get("system_id"));
        assertEquals("1", facts.get("security_level"));
        assertEquals("x1", facts.get("soc"));
        assertEquals("16", facts.get("oem_crypto_api_version"));
        assertEquals("PLATFORM_UNVERIFIED", facts.get("platform_verification_status"));
        assertEquals("Acme", facts.get("company_name"));
        assertEquals("Claimed", facts.get("model_name"));
        assertEquals("OK", facts.get("upstream_status"));
        assertNull(facts.get("password"));
        assertNull(facts.get("drm_cert_serial_number"));
        assertTrue(ready.exchange().device().identity().isPresent());
        showsNoSecret(facts.toString());
        assertEquals(1, standIn.messages.size());
    }

    /// Reference: widevine.md 3.4. Times is how often the upstream is asked.
    @ParameterizedTest
    @CsvSource({
        "SIGNATURE_FAILED, 104, LICENSE_FAILED, SERVICE, 1, refuses our credentials",
        "ACCESS_DENIED, 105, LICENSE_FAILED, SERVICE, 1, refuses our credentials",
        "INVALID_REQUEST, 101, LICENSE_FAILED, SERVICE, 1, does not accept our request",
        "MALFORMED_REQUEST, 100, LICENSE_FAILED, SERVICE, 1, does not accept our request",
        "INVALID_LICENSE_CHALLENGE, 106, DEVICE_NOT_AUTHENTICATED, REQUEST, 1, cannot verify the device",
        "INVALID_LICENSE_CHALLENGE, 0, DEVICE_NOT_AUTHENTICATED, REQUEST, 1, cannot verify the device",
        "DRM_DEVICE_CERTIFICATE_REVOKED, 127, DEVICE_NOT_AUTHENTICATED, REQUEST, 1, has been revoked",
        "INVALID_LICENSE_CHALLENGE, 127, DEVICE_NOT_AUTHENTICATED, REQUEST, 1, has been revoked",
        "DRM_DEVICE_CERT_SERIAL_REVOKED, 175, DEVICE_NOT_AUTHENTICATED, REQUEST, 1, has been revoked",
        "INVALID_PSSH, 152, LICENSE_FAILED, REQUEST, 1, cannot read the PSSH",
        "INVALID_REQUEST, 152, LICENSE_FAILED, REQUEST, 1, cannot read the PSSH",
        "INTERNAL_ERROR, 1, LICENSE_FAILED, BUSY, 2, failed",
        "SOMETHING_NEW, 999, LICENSE_FAILED, REQUEST, 1, gave no license",
        "OK, 0, LICENSE_FAILED, SERVICE, 1, said OK and sent no license",
    })
    void every_status_has_its_code(String status, int internal, Refusal refusal, Blame blame, int times, String words)
            throws MalformedMessage {
        standIn.thenStatus(2, status, internal);
        var denied = world.denied();
        assertEquals(refusal, denied.why().why());
        assertEquals(blame, denied.why().blame());
        assertTrue(
                denied.why().reason().startsWith("the upstream "), denied.why().reason());
        assertTrue(denied.why().reason().contains(words), denied.why().reason());
        assertEquals(times, standIn.messages.size());
        assertEquals(status, denied.device().facts().get("upstream_status"));
        assertEquals(String.valueOf(internal), denied.device().facts().get("upstream_internal_status"));
        assertEquals("Acme", denied.device().facts().get("make"));
        assertTrue(denied.device().identity().isEmpty());
        showsNoSecret(denied.toString());
    }

    @Test
    void an_internal_error_that_passes_costs_one_more_request() throws MalformedMessage {
        standIn.thenStatus(1, "INTERNAL_ERROR", 1);
        assertInstanceOf(Opening.Ready.class, world.settle());
        assertEquals(2, standIn.messages.size());
    }

    @Test
    void the_wrong_key_is_told_as_such() throws MalformedMessage {
        world.backEnd = Optional.of(standIn.backEnd("00".repeat(32)));
        var denied = world.denied();
        assertEquals(Blame.SERVICE, denied.why().blame());
        assertTrue(denied.why().reason().contains("refuses our credentials: SIGNATURE_FAILED"));
    }

    private static final String GOOD = "{\"status\":\"OK\",\"license\":\"" + base64(GetLicenseStandIn.LICENSE) + "\"}";
    private static final String BAD_DEVICE = "{\"status\":\"INVALID_LICENSE_CHALLENGE\",\"internal_status\":106}";

    static Stream<Arguments> failures() {
        String license = "\"license\":\"" + base64(new byte[] {8, 3, 18, 2, 8, 3}) + "\"";
        return Stream.of(
                Arguments.of(Reaction.text(500, "<html>"), Blame.BUSY, 2, "answered with HTTP status 500"),
                Arguments.of(Reaction.text(503, ""), Blame.BUSY, 2, "answered with HTTP status 503"),
                Arguments.of(Reaction.text(429, ""), Blame.BUSY, 2, "answered with HTTP status 429"),
                Arguments.of(Reaction.text(500, GOOD), Blame.BUSY, 2, "answered with HTTP status 500"),
                Arguments.of(Reaction.text(503, BAD_DEVICE), Blame.BUSY, 2, "answered with HTTP status 503"),
                Arguments.of(Reaction.text(429, BAD_DEVICE), Blame.BUSY, 2, "answered with HTTP status 429"),
                Arguments.of(Reaction.text(403, GOOD), Blame.SERVICE, 1, "answered with HTTP status 403"),
                Arguments.of(Reaction.text(302, GOOD), Blame.SERVICE, 1, "answered with HTTP status 302"),
                Arguments.of(Reaction.text(503, "x".repeat(300_000)), Blame.BUSY, 2, "HTTP status 503"),
                Arguments.of(Reaction.text(403, "{\"message\":\"no\"}"), Blame.SERVICE, 1, "HTTP status 403"),
                Arguments.of(Reaction.text(404, ""), Blame.SERVICE, 1, "answered with HTTP status 404"),
                Arguments.of(Reaction.text(302, ""), Blame.SERVICE, 1, "answered with HTTP status 302"),
                Arguments.of(Reaction.text(200, "{\"status\":\"OK\""), Blame.SERVICE, 1, "no getlicense answer"),
                Arguments.of(Reaction.text(200, "<html>"), Blame.SERVICE, 1, "no getlicense answer"),
                Arguments.of(
                        Reaction.text(200, "x".repeat(300_000)),
                        Blame.SERVICE,
                        1,
                        "answered with more than 262144 bytes"),
                Arguments.of(
                        Reaction.text(200, "{\"status\":\"OK\",\"license\":\"PGh0\"}"),
                        Blame.SERVICE,
                        1,
                        "no Widevine message"),
                Arguments.of(
                        Reaction.text(200, "{\"status\":\"OK\",\"license\":\"CAU=\"}"),
                        Blame.SERVICE,
                        1,
                        "a message of type SERVICE_CERTIFICATE, not LICENSE"),
                Arguments.of(
                        Reaction.text(200, "{\"status\":\"OK\"," + license + "}"),
                        Blame.BUSY,
                        2,
                        "answered " + WidevineLicenseError.SERVICE_UNAVAILABLE),
                Arguments.of(new Reaction.HangUp(), Blame.BUSY, 2, "broke the connection off"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_its_blame(Reaction reaction, Blame blame, int times, String words) throws MalformedMessage {
        standIn.then(4, reaction);
        var denied = world.denied();
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertEquals(blame, denied.why().blame());
        assertTrue(denied.why().reason().contains(words), denied.why().reason());
        assertEquals(times, 4 - standIn.script.size());
        showsNoSecret(denied.toString());
    }

    @Test
    void silence_and_half_an_answer_are_not_waited_for() throws MalformedMessage {
        world.limits = UpstreamWorld.QUICK;
        for (Reaction reaction : List.of(new Reaction.Silence(), new Reaction.Drip())) {
            standIn.then(2, reaction);
            var denied = world.denied();
            assertEquals(Blame.BUSY, denied.why().blame());
            assertTrue(denied.why().reason().startsWith("the upstream did not answer in time"));
        }
        assertTrue(standIn.script.isEmpty());
    }

    @Test
    void nobody_at_the_door_is_told_as_such() throws MalformedMessage {
        standIn.close();
        var denied = world.denied();
        assertEquals(Blame.BUSY, denied.why().blame());
        assertTrue(
                denied.why().reason().startsWith("the upstream cannot be connected to"),
                denied.why().reason());
    }

    @Test
    void an_upstream_that_does_not_answer_is_left_alone_for_a_while() throws MalformedMessage {
        standIn.then(6, new Reaction.HangUp());
        for (int i = 0; i < 3; i++)
            assertEquals(Blame.BUSY, world.denied().why().blame());
        assertTrue(standIn.script.isEmpty());
        int asked = standIn.server.requests.size();
        var denied = world.denied();
        assertEquals(Blame.BUSY, denied.why().blame());
        assertTrue(denied.why().reason().contains("is left alone"));
        assertEquals(asked, standIn.server.requests.size());
        world.world.now = world.world.now.plusSeconds(5);
        assertInstanceOf(Opening.Ready.class, world.settle());
        assertInstanceOf(Opening.Ready.class, world.settle());
    }

    @Test
    void an_upstream_that_is_unwell_by_its_http_status_is_left_alone_whatever_its_body_says() throws MalformedMessage {
        for (int status : new int[] {500, 503, 429}) {
            standIn.then(6, Reaction.text(status, BAD_DEVICE));
            for (int i = 0; i < 3; i++)
                assertEquals(Blame.BUSY, world.denied().why().blame());
            assertTrue(standIn.script.isEmpty());
            assertTrue(world.denied().why().reason().contains("is left alone"));
            world.world.now = world.world.now.plusSeconds(5);
            assertInstanceOf(Opening.Ready.class, world.settle());
        }
    }

    @Test
    void what_the_body_says_of_a_request_at_fault_counts_beside_a_4xx() throws MalformedMessage {
        standIn.then(1, Reaction.text(400, BAD_DEVICE));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, world.denied().why().why());
    }

    /// Otherwise one device could shut everybody out with challenges that an upstream stumbles over.
    @Test
    void an_upstream_that_answers_with_errors_is_not_left_alone() throws MalformedMessage {
        standIn.thenStatus(8, "INTERNAL_ERROR", 1);
        for (int i = 0; i < 4; i++)
            assertEquals(Blame.BUSY, world.denied().why().blame());
        assertInstanceOf(Opening.Ready.class, world.settle());
    }

    @Test
    void connections_are_used_again() throws MalformedMessage {
        for (int i = 0; i < 5; i++) assertInstanceOf(Opening.Ready.class, world.settle());
        assertEquals(1, standIn.server.connections.size());
    }

    private byte[] session(WidevineLicenseRequest.Type type, Optional<byte[]> sessionToken) {
        var id = new WidevineLicenseId(
                Optional.of(World.REQUEST_ID),
                Optional.of("SESSION1".getBytes()),
                LicenseType.STREAMING,
                OptionalInt.of(0),
                sessionToken);
        var existing = new WidevineContentId.Existing(id, OptionalLong.empty(), OptionalLong.empty());
        byte[] msg = new WidevineLicenseRequest(
                        Optional.empty(),
                        Optional.of(existing),
                        type,
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        Optional.empty())
                .toBytes();
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE_REQUEST, msg, new byte[32])
                .toBytes();
    }

    private SessionOpening openSession(byte[] body) throws MalformedMessage {
        var message = world.system().classify(body, Optional.empty());
        return assertInstanceOf(Message.SessionRequest.class, message).open(world.token(), world.world.now);
    }

    @Test
    void what_an_upstream_gave_it_also_renews_and_takes_back() throws MalformedMessage {
        standIn.requestType = "RENEWAL";
        standIn.license = GetLicenseStandIn.SESSION;
        byte[] renewal = session(WidevineLicenseRequest.Type.RENEWAL, Optional.of("not ours".getBytes()));
        var renewed = assertInstanceOf(SessionOpening.Ready.class, openSession(renewal));
        assertEquals(SessionOpening.Kind.RENEWAL, renewed.kind());
        assertArrayEquals(GetLicenseStandIn.SESSION, renewed.exchange().answer().body());
        assertFalse(standIn.messages.getFirst().containsKey("session_init"));
        byte[] release = session(WidevineLicenseRequest.Type.RELEASE, Optional.empty());
        var released = assertInstanceOf(SessionOpening.Ready.class, openSession(release));
        assertEquals(SessionOpening.Kind.RELEASE, released.kind());
        assertArrayEquals(renewed.session(), released.session());
        assertEquals(32, renewed.session().length);
        world.backEnd = Optional.empty();
        var denied = assertInstanceOf(SessionOpening.Denied.class, openSession(renewal));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, denied.why().why());
    }

    /// A renewal is free, so it must not be a way to a first license.
    @Test
    void a_first_license_is_not_handed_out_for_a_renewal() throws MalformedMessage {
        byte[] renewal = session(WidevineLicenseRequest.Type.RENEWAL, Optional.empty());
        var denied = assertInstanceOf(SessionOpening.Denied.class, openSession(renewal));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertTrue(denied.why().reason().contains("a first license where a renewal was asked for"));
        standIn.requestType = "RENEWAL";
        denied = assertInstanceOf(SessionOpening.Denied.class, openSession(renewal));
        assertEquals(Refusal.LICENSE_FAILED, denied.why().why());
        assertTrue(denied.why().reason().contains("a first license where a renewal was asked for"));
    }

    @Test
    void an_operator_can_try_it_and_have_a_device_described() {
        var check = new WidevineUpstreamCheck(UpstreamWorld.PATIENT, () -> world.world.now, world.world.random);
        assertTrue(check.certificate(standIn.backEnd()).works());
        assertFalse(check.certificate(standIn.backEnd("00".repeat(32))).works());
        var described = check.device(standIn.backEnd(), world.foreignRoot());
        assertTrue(described.works());
        assertEquals("Set-top 9", described.facts().get("model"));
        assertEquals(true, standIn.messages.getLast().get("parse_only"));
        showsNoSecret(described.toString());
        standIn.thenStatus(1, "INVALID_LICENSE_CHALLENGE", 106);
        assertFalse(check.device(standIn.backEnd(), new byte[9]).works());
        assertTrue(check.certificate(new WidevineBackEnd.Embedded()).works());
    }

    @Test
    void a_back_end_does_not_print_its_secrets() {
        showsNoSecret(standIn.backEnd().toString());
        var elsewhere = URI.create("https://license.test.invalid/");
        var relay = new WidevineBackEnd.Relay(elsewhere, List.of(UpstreamHeader.of("X", "secret")));
        assertFalse(relay.toString().contains("secret"));
    }
}
