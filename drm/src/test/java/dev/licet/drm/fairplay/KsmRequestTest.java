package dev.licet.drm.fairplay;

import static dev.licet.drm.fairplay.World.BUNDLE;
import static dev.licet.drm.fairplay.World.device;
import static dev.licet.drm.fairplay.World.spc;
import static dev.licet.drm.fairplay.World.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.TrackType;
import dev.licet.drm.Opening;
import dev.licet.drm.upstream.LoopbackServer;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import dev.licet.drm.wire.SpcBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Level C of reference: fairplay.md 6.4: a key server answers whole SPCs in the JSON of 6.3.
class KsmRequestTest {
    private final KsmStandIn standIn = new KsmStandIn();
    private LoopbackServer server;

    @AfterEach
    void stop() {
        if (server != null) server.close();
    }

    private FairPlay served(Function<LoopbackServer.Request, Reaction> handler) {
        server = new LoopbackServer(handler);
        var address = SecretBytes.copyOf(server.url("/fps").toString().getBytes(StandardCharsets.UTF_8));
        return World.fairPlay(new FairPlayCredential(7, BUNDLE, List.of(), address, FairPlayCredential.KSM_HTTP));
    }

    private static Opening.Settled asked(FairPlay fairPlay, byte[] spc, Rights rights) throws Exception {
        var token = token(rights, Environment.PRODUCTION, World.ACCOUNT);
        return assertInstanceOf(Opening.Remote.class, World.open(fairPlay, spc, token))
                .ask();
    }

    private static Refused refused(Opening.Settled settled) {
        return assertInstanceOf(Opening.Denied.class, settled).why();
    }

    private Refused refused(Function<LoopbackServer.Request, Reaction> handler) throws Exception {
        return refused(asked(served(handler), spc(2, device().payload()), World.plain()));
    }

    @Test
    void a_device_gets_the_license_of_the_key_server_in_production_too() throws Exception {
        for (int version : new int[] {1, 2, 3}) {
            SpcBuilder device = device();
            var ready = assertInstanceOf(
                    Opening.Ready.class, asked(served(standIn::answer), spc(version, device.payload()), World.plain()));
            byte[] ckc = ready.exchange().answer().body();
            assertTrue(World.holdsTheKey(device, World.ckc(device, ckc)));
            assertEquals("1703936", ready.exchange().device().facts().get("os_version"));
            assertEquals(
                    Integer.toString(version), ready.exchange().device().facts().get("spc_version"));
            assertEquals(20, ready.exchange().device().identity().orElseThrow().length);
            server.close();
        }
    }

    @Test
    void of_a_key_server_and_a_key_for_one_certificate_the_newer_answers() throws Exception {
        server = new LoopbackServer(standIn::answer);
        var address = SecretBytes.copyOf(server.url("/fps").toString().getBytes(StandardCharsets.UTF_8));
        var elsewhere = new FairPlayCredential(7, BUNDLE, List.of(), address, FairPlayCredential.KSM_HTTP);
        byte[] spc = spc(2, device().payload());
        var token = token(World.plain());
        assertInstanceOf(Opening.Ready.class, World.open(World.fairPlay(World.CREDENTIAL, elsewhere), spc, token));
        assertInstanceOf(Opening.Remote.class, World.open(World.fairPlay(elsewhere, World.CREDENTIAL), spc, token));
    }

    @Test
    void the_server_is_told_the_rules_of_the_token() throws Exception {
        var fairPlay = served(standIn::answer);
        byte[] spc = spc(2, device().payload());
        asked(fairPlay, spc, World.plain());
        assertEquals("hd", standIn.asset.get("content-type"));
        assertEquals("0", bare("hdcp-type"));
        assertNull(standIn.asset.get("lease-duration"));
        assertNull(standIn.asset.get("offline-hls"));
        asked(fairPlay, spc, World.rights(3600, 0, false));
        assertEquals("3600", bare("lease-duration"));
        asked(fairPlay, spc, World.rights(3600, 60, true));
        assertNull(standIn.asset.get("lease-duration"));
        var offline = (Map<?, ?>) standIn.asset.get("offline-hls");
        assertEquals(new SmallJson.Bare("3600"), offline.get("rental-duration"));
        assertEquals(new SmallJson.Bare("60"), offline.get("playback-duration"));
        assertTrue(offline.get("stream-id").toString().matches("[0-9a-f]{32}"));
    }

    @Test
    void the_server_is_told_lease_hdcp_and_level() throws Exception {
        var fairPlay = served(standIn::answer);
        byte[] spc = spc(2, device().payload());
        asked(fairPlay, spc, World.rights(3600, 0, false, World.leased(300)));
        assertEquals("300", bare("lease-duration"));
        asked(fairPlay, spc, World.rights(200, 0, false, World.leased(300)));
        assertEquals("200", bare("lease-duration"));
        for (var hdcp : FairPlayRules.Hdcp.values()) {
            asked(fairPlay, spc, World.rights(0, 0, false, World.guarded(hdcp, null)));
            assertEquals(Integer.toString(hdcp.ordinal() - 1), bare("hdcp-type"));
        }
        for (var level : FairPlayRules.Level.values()) {
            asked(fairPlay, spc, World.rights(0, 0, false, World.guarded(null, level)));
            String type = List.of("audio", "hd", "uhd").get(level.ordinal());
            assertEquals(type, standIn.asset.get("content-type"));
        }
        asked(fairPlay, spc, World.rights(0, 0, false, FairPlayRules.NONE, Optional.of(TrackType.SD)));
        assertEquals("sd", standIn.asset.get("content-type"));
    }

    private String bare(String name) {
        return ((SmallJson.Bare) standIn.asset.get(name)).text();
    }

    @Test
    void a_rule_that_the_server_cannot_be_told_is_refused_without_asking_it() throws Exception {
        var fairPlay = served(standIn::answer);
        for (var rights : List.of(
                World.rights(0, 60, false),
                World.rights(0, 0, true, World.leased(300)),
                World.rights(0, 0, false, World.guarded(null, FairPlayRules.Level.MAIN), Optional.of(TrackType.HD)))) {
            var opening = World.open(fairPlay, spc(2, device().payload()), token(rights));
            assertEquals(
                    Refusal.CKC_FAILED,
                    assertInstanceOf(Opening.Denied.class, opening).why().why());
        }
        assertTrue(server.requests.isEmpty());
    }

    @Test
    void a_tampered_spc_is_the_devices_fault() throws Exception {
        byte[] spc = spc(2, device().payload());
        spc[100] ^= 1;
        Refused why = refused(asked(served(standIn::answer), spc, World.plain()));
        assertEquals(Refusal.DEVICE_NOT_AUTHENTICATED, why.why());
        assertTrue(why.reason().contains("from the FairPlay key server"), why.reason());
    }

    @ParameterizedTest
    @CsvSource({
        "-42605, DEVICE_NOT_AUTHENTICATED, REQUEST",
        "-42589, DEVICE_NOT_AUTHENTICATED, REQUEST",
        "-42604, CKC_FAILED, REQUEST",
        "-42585, CKC_FAILED, REQUEST",
        "-42582, CKC_FAILED, SERVICE",
        "-42612, CKC_FAILED, SERVICE",
        "7, CKC_FAILED, SERVICE",
        "0, CKC_FAILED, SERVICE"
    })
    void apples_numbers_become_codes(String status, Refusal refusal, Refused.Blame blame) throws Exception {
        Refused why = refused(_ -> Reaction.text(200, KsmStandIn.failed(status)));
        assertEquals(refusal, why.why());
        assertEquals(blame, why.blame());
        assertEquals(1, server.requests.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"fairplay-streaming-response\":{\"create-ckc\":[]}}",
                "{\"fairplay-streaming-response\":{\"create-ckc\":[{}]}}",
                "{\"fairplay-streaming-response\":{\"create-ckc\":[{\"status\":\"x\"}]}}",
                "{\"fairplay-streaming-response\":{\"create-ckc\":[{\"status\":0,\"ckc\":\"*\"}]}}"
            })
    void what_cannot_be_read_is_our_failure_and_not_asked_again(String body) throws Exception {
        Refused why = refused(_ -> Reaction.text(200, body));
        assertEquals(Refusal.CKC_FAILED, why.why());
        assertEquals(Refused.Blame.SERVICE, why.blame());
        assertEquals(1, server.requests.size());
    }

    @Test
    void a_server_error_is_asked_once_more() throws Exception {
        var asked = new AtomicInteger();
        SpcBuilder device = device();
        var settled = asked(
                served(request -> asked.incrementAndGet() == 1 ? Reaction.text(502, "no") : standIn.answer(request)),
                spc(2, device.payload()),
                World.plain());
        assertInstanceOf(Opening.Ready.class, settled);
        assertEquals(2, asked.get());
    }

    @Test
    void a_server_that_does_not_answer_is_a_reason_to_come_again() throws Exception {
        for (Reaction reaction : List.of(
                new Reaction.HangUp(), new Reaction.Silence(), new Reaction.Drip(), Reaction.text(503, "later"))) {
            Refused why = refused(_ -> reaction);
            assertEquals(Refusal.CKC_FAILED, why.why());
            assertEquals(Refused.Blame.BUSY, why.blame(), why.reason());
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 404})
    void an_answer_of_something_else_is_our_failure(int status) throws Exception {
        Refused why = refused(_ -> Reaction.text(status, "?"));
        assertEquals(Refused.Blame.SERVICE, why.blame());
        assertFalse(why.reason().contains("127.0.0.1"));
        assertEquals(1, server.requests.size());
    }
}
