package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused.Blame;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.Opening;
import dev.licet.drm.upstream.LoopbackServer;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import dev.licet.drm.widevine.upstream.GetLicenseStandIn;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A vendor's license URL.
class RelayTest {
    private static final String SECRET = "api-key-of-the-operator";

    private final UpstreamWorld world = new UpstreamWorld();
    private Reaction reaction = Reaction.ok(GetLicenseStandIn.LICENSE);
    private final LoopbackServer vendor = new LoopbackServer(request -> reaction);

    RelayTest() {
        world.backEnd = Optional.of(relay(UpstreamHeader.of("X-Key", SECRET)));
    }

    @AfterEach
    void stop() {
        vendor.close();
        world.close();
    }

    private WidevineBackEnd relay(UpstreamHeader... headers) {
        return new WidevineBackEnd.Relay(vendor.url("/license?tenant=1"), List.of(headers));
    }

    @Test
    void the_challenge_goes_there_and_the_license_comes_back_as_they_are() throws MalformedMessage {
        byte[] challenge = world.foreignRoot();
        var ready = assertInstanceOf(Opening.Ready.class, world.settle(challenge, world.token()));
        assertArrayEquals(GetLicenseStandIn.LICENSE, ready.exchange().answer().body());
        assertEquals("relay", ready.exchange().device().facts().get("back_end"));
        var request = vendor.requests.getFirst();
        assertArrayEquals(challenge, request.body());
        assertEquals("/license?tenant=1", request.path());
        assertEquals("application/octet-stream", request.headers().get("Content-Type"));
        assertEquals(SECRET, request.headers().get("X-Key"));
        assertFalse(ready.exchange().device().toString().contains(SECRET));
    }

    @Test
    void headers_say_what_the_token_says_and_can_say_nothing_else() throws MalformedMessage {
        world.backEnd = Optional.of(relay(
                UpstreamHeader.of("X-All", "{token_id}/{account}/{kid}"),
                UpstreamHeader.of("X-Cookie", "c={cookie}"),
                UpstreamHeader.of("X-Content", "{content_id}"),
                UpstreamHeader.of("X-Other", "{other} $1 \\ {"),
                UpstreamHeader.of("content-type", "application/x-challenge")));
        var rights = World.rights(
                World.key(World.KID, 1, Hdcp.NONE, Optional.empty()),
                World.key(new byte[16], 1, Hdcp.NONE, Optional.empty()));
        var token = new Token(
                world.world.environment,
                Drm.WIDEVINE,
                new AccountId(201722),
                TokenId.of(new byte[16]),
                world.world.now,
                world.world.now.plusSeconds(60),
                rights,
                Optional.of("Füße\r\nX-Injected: 1"),
                Optional.of("a%20 $1"));
        assertInstanceOf(Opening.Ready.class, world.settle(world.foreignRoot(), token));
        var headers = vendor.requests.getFirst().headers();
        String kids = HexFormat.of().formatHex(World.KID) + "," + "0".repeat(32);
        assertEquals("0".repeat(32) + "/201722/" + kids, headers.get("X-All"));
        assertEquals("c=a%2520%20$1", headers.get("X-Cookie"));
        assertEquals("F%C3%BC%C3%9Fe%0D%0AX-Injected:%201", headers.get("X-Content"));
        assertEquals("{other} $1 \\ {", headers.get("X-Other"));
        assertEquals("application/x-challenge", headers.get("Content-Type"));
        assertFalse(headers.containsKey("X-Injected"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, DEVICE_NOT_AUTHENTICATED, REQUEST, 1",
        "401, DEVICE_NOT_AUTHENTICATED, REQUEST, 1",
        "403, DEVICE_NOT_AUTHENTICATED, REQUEST, 1",
        "404, DEVICE_NOT_AUTHENTICATED, REQUEST, 1",
        "429, LICENSE_FAILED, BUSY, 2",
        "307, LICENSE_FAILED, SERVICE, 1",
        "500, LICENSE_FAILED, BUSY, 2",
        "502, LICENSE_FAILED, BUSY, 2",
        "504, LICENSE_FAILED, BUSY, 2",
        "200, LICENSE_FAILED, SERVICE, 1",
    })
    void every_status_has_its_code(int status, Refusal refusal, Blame blame, int times) throws MalformedMessage {
        reaction = Reaction.text(status, "<html>" + SECRET);
        var denied = world.denied();
        assertEquals(refusal, denied.why().why());
        assertEquals(blame, denied.why().blame());
        assertEquals(String.valueOf(status), denied.device().facts().get("upstream_http_status"));
        if (status != 200) assertTrue(denied.why().reason().contains("HTTP status " + status));
        assertTrue(denied.why().reason().contains("it was asked because the device model is not certified"));
        assertFalse(denied.toString().contains(SECRET));
        assertEquals(times, vendor.requests.size());
    }

    @ParameterizedTest
    @EnumSource(WidevineLicenseError.class)
    void an_error_message_is_no_license(WidevineLicenseError error) throws MalformedMessage {
        reaction = Reaction.ok(
                WidevineSignedMessage.unsigned(WidevineSignedMessage.Type.ERROR_RESPONSE, Optional.of(error.toBytes()))
                        .toBytes());
        var denied = world.denied();
        boolean passing = error == WidevineLicenseError.SERVICE_UNAVAILABLE;
        assertEquals(passing ? Blame.BUSY : Blame.REQUEST, denied.why().blame());
        assertTrue(denied.why().reason().contains("answered " + error));
        assertEquals(passing ? 2 : 1, vendor.requests.size());
    }

    @Test
    void a_vendor_that_does_not_answer_is_left_alone() throws MalformedMessage {
        reaction = new Reaction.HangUp();
        for (int i = 0; i < 3; i++)
            assertEquals(Blame.BUSY, world.denied().why().blame());
        int asked = vendor.requests.size();
        assertTrue(world.denied().why().reason().contains("is left alone"));
        assertEquals(asked, vendor.requests.size());
    }
}
