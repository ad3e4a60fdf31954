package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Rsa;
import dev.licet.domain.Refusal;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.Token;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.Recorded;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against an exchange that an independent client took part in.
class RecordedExchangeTest {
    private static final long RECORDED_START_TIME = 1_700_000_000L;

    private final World world = World.recorded();

    @Test
    void the_recorded_license_is_written_byte_for_byte() throws MalformedMessage {
        var keys = WidevineSessionKeys.derive(Recorded.secret("session_key"), msg("challenge_plain"));
        var grant = new Grant(
                World.REQUEST_ID,
                WidevineContentId.LicenseType.STREAMING,
                Policies.first(World.rights(), Optional.empty()),
                List.of(World.key(Recorded.hex("content_kid"), 1, Hdcp.NONE, Optional.empty())),
                RECORDED_START_TIME,
                OptionalLong.empty());
        var draw = new LicenseRandomness(
                Recorded.secret("session_key"),
                "SESSION1".getBytes(StandardCharsets.US_ASCII),
                List.of(Recorded.hex("content_iv")),
                Optional.empty());
        var license = LicenseWriter.first(grant, draw, keys.encryption(), Optional.empty());
        assertArrayEquals(
                Recorded.hex("wrapped_content_key"), license.keys().getFirst().sealedKey());
        assertArrayEquals(Recorded.bytes("license_msg"), license.toBytes());
        var signed = LicenseWriter.signed(license, keys.macServer());
        assertArrayEquals(Recorded.hex("license_signature"), signed.signature().orElseThrow());
        byte[] sealed = WidevineSignedMessage.read(Recorded.bytes("license_signed_message"))
                .sessionKey()
                .orElseThrow();
        assertArrayEquals(
                Recorded.bytes("license_signed_message"),
                signed.withSessionKey(sealed).toBytes());
    }

    @Test
    void the_recorded_session_key_opens_with_the_device_key() throws MalformedMessage {
        byte[] sealed = WidevineSignedMessage.read(Recorded.bytes("license_signed_message"))
                .sessionKey()
                .orElseThrow();
        var opened = Rsa.decryptOaep(Rsa.Oaep.SHA1, World.DEVICE_KEY, sealed).orElseThrow();
        assertTrue(opened.sameAs(Recorded.secret("session_key")));
    }

    @Test
    void the_recorded_plain_challenge_gets_a_license() throws MalformedMessage {
        var received = world.play(Recorded.bytes("challenge_plain"), world.token(World.rights()));
        assertArrayEquals(World.REQUEST_ID, received.license().id().requestId().orElseThrow());
        assertEquals(
                WidevineContentId.LicenseType.STREAMING, received.license().id().type());
        assertEquals(World.DEVICE_TIME, received.license().startTime().orElseThrow());
        assertEquals(0x63656e63L, received.license().protectionScheme().orElseThrow());
        assertTrue(received.open(received.content().getFirst()).sameAs(World.CONTENT_KEY));
    }

    @Test
    void the_recorded_privacy_challenge_gets_a_license() throws MalformedMessage {
        var rights = World.rights(Optional.empty(), Optional.empty(), true);
        var received = world.play(Recorded.bytes("challenge_privacy"), world.token(rights));
        assertEquals(
                WidevineContentId.LicenseType.OFFLINE, received.license().id().type());
        assertTrue(received.open(received.content().getFirst()).sameAs(World.CONTENT_KEY));
    }

    @Test
    void the_recorded_device_is_described() throws MalformedMessage {
        var ready = assertInstanceOf(
                Opening.Ready.class, world.open(Recorded.bytes("challenge_plain"), world.token(World.rights())));
        var device = ready.exchange().device();
        assertEquals("Test CDM", device.facts().get("model_name"));
        assertEquals("31337", device.facts().get("system_id"));
        assertEquals("15", device.facts().get("oem_crypto_api_version"));
        assertEquals("none", device.facts().get("max_hdcp_version"));
        assertEquals("false", device.facts().get("privacy_mode"));
        assertEquals(16, device.identity().orElseThrow().length);
    }

    @Test
    void every_truncation_and_every_flipped_bit_of_a_plain_challenge_is_refused() {
        nothingElseOpens(Recorded.bytes("challenge_plain"));
    }

    /// All but the type and the frame of the signature is signed, so there is no bit that may be flipped.
    @Test
    void every_truncation_and_every_flipped_bit_of_a_privacy_challenge_is_refused() {
        nothingElseOpens(Recorded.bytes("challenge_privacy"));
    }

    @Test
    void every_truncation_and_every_flipped_bit_of_the_certificate_is_refused() throws MalformedMessage {
        var chains = world.chains();
        byte[] token =
                WidevineClientId.read(Recorded.bytes("client_id")).token().orElseThrow();
        assertInstanceOf(Finding.Good.class, verify(chains, token));
        damaged(token)
                .parallel()
                .forEach(i -> assertFalse(verify(chains, damage(token, i)) instanceof Finding.Good, "damage " + i));
    }

    private static Finding<DeviceChain> verify(DeviceChains chains, byte[] token) {
        var clientId = new WidevineClientId(1, Optional.of(token), List.of(), Optional.empty());
        return DeviceChain.read(clientId).then(chain -> chains.verify(chain, Instant.ofEpochSecond(World.DEVICE_TIME)));
    }

    private void nothingElseOpens(byte[] challenge) {
        var system = world.system();
        var token = world.token(World.rights(Optional.empty(), Optional.empty(), true));
        assertEquals("opened", outcome(system, challenge, token));
        damaged(challenge).parallel().forEach(i -> {
            String outcome = outcome(system, damage(challenge, i), token);
            assertTrue(List.of("malformed", "denied").contains(outcome), "damage " + i + ": " + outcome);
        });
    }

    private static String outcome(DrmSystem system, byte[] body, Token token) {
        try {
            var message = system.classify(body, Optional.empty());
            if (!(message instanceof Message.LicenseRequest request)) return "another message";
            return switch (request.open(token, Instant.ofEpochSecond(World.DEVICE_TIME))) {
                case Opening.Ready ready -> "opened";
                case Opening.Reported reported -> "reported";
                case Opening.Remote remote -> "left to an upstream";
                case Opening.Paid paid -> "left to a license maker";
                case Opening.Denied denied ->
                    denied.why().why() == Refusal.DEVICE_NOT_AUTHENTICATED ? "denied" : "denied otherwise";
            };
        } catch (MalformedMessage malformed) {
            return "malformed";
        }
    }

    /// First all truncations, then all single bits.
    private static IntStream damaged(byte[] good) {
        return IntStream.range(0, good.length * 9);
    }

    private static byte[] damage(byte[] good, int i) {
        if (i < good.length) return Arrays.copyOf(good, i);
        int bit = i - good.length;
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        return bad;
    }

    private static byte[] msg(String name) throws MalformedMessage {
        return WidevineSignedMessage.read(Recorded.bytes(name)).msg().orElseThrow();
    }
}
