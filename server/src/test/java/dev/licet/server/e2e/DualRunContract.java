package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A second service plays the one that proxies asked before, under the same Widevine root and with other track rules.
/// In these cases records, balances and sessions are read or written, so they are for every database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DualRunContract {
    private static final Environment TEST = Environment.TEST;
    /// Level and HDCP of this key are left to the track rules.
    private static final String BARE = "{\"track_type\":\"HD\",\"key_id\":\"" + ProxyRequest.base64(TokenCatalogue.KID)
            + "\",\"key\":\"" + ProxyRequest.base64(TokenCatalogue.KEY) + "\"}";

    private final AtomicInteger names = new AtomicInteger();
    final Mishaps mishaps = Mishaps.none();
    RunningService ours;
    RunningService theirs;
    private LoopbackServer road;

    /// The service that is asked, on the database that the cases are for.
    abstract RunningService running(Path data);

    @BeforeAll
    void start(@TempDir Path one, @TempDir Path other) {
        ours = running(one);
        theirs = RunningService.start(other);
        var identity = ours.operator().widevineTrust().identities().getFirst();
        theirs.operator().administration().widevine().add(identity);
        road = new LoopbackServer(this::passed);
    }

    @AfterAll
    void stop() {
        mishaps.end();
        road.close();
        theirs.close();
        ours.close();
    }

    private Optional<LoopbackServer.Answer> passed(LoopbackServer.Request request) {
        String signer = request.path().replaceFirst(".*/", "");
        return switch (mishaps.next(signer)) {
            case Mishap.None() -> {
                assertEquals("1", request.headers().get("Licet-Dual-Run"));
                Api.Reply reply = Api.postBytes(theirs.url(TEST, request.path()), request.body());
                yield Optional.of(new LoopbackServer.Answer(reply.status(), reply.body()));
            }
            case Mishap.Says(LoopbackServer.Answer answer) -> Optional.of(answer);
            case Mishap.Reset() -> Optional.empty();
            case Mishap.Silence() -> mishaps.silence();
        };
    }

    /// A signer that both services know.
    final class Studio {
        final CreatedAccount account = ours.account("studio");
        final CreatedAccount elsewhere = theirs.account("studio");
        final Signer signer;

        Studio(Leader leader) {
            String name = "dual-" + names.incrementAndGet();
            signer = ProxyRequest.signer(ours, account.id(), TEST, name);
            ProxyRequest.known(theirs, new Signer(name, elsewhere.id(), TEST, signer.key()));
            ours.units(account.id(), 9);
            theirs.units(elsewhere.id(), 9);
            lead(leader);
        }

        /// The service looks for changes once a second.
        void lead(Leader leader) {
            var run = new DualRun(road.url("/wv/getlicense/" + signer.name()), leader);
            ours.operator()
                    .administration()
                    .signers()
                    .dualRun(account.id(), TEST, signer.name(), Optional.of(run))
                    .orThrow();
            pause(1200);
        }

        void theirRules(String rule) {
            var packagers = theirs.operator().administration().packagers();
            var before = packagers.options(elsewhere.id(), TEST);
            packagers
                    .configure(
                            elsewhere.id(),
                            TEST,
                            new PackagingOptions(
                                    before.origin(),
                                    before.skd(),
                                    before.tracks().changed(rule)))
                    .orThrow();
            pause(1200);
        }

        void plan(Mishap... next) {
            mishaps.add(signer.name(), List.of(next));
        }

        Api.Reply post(ProxyRequest request) {
            return Api.postBytes(ours.url(TEST, "/wv/getlicense/" + signer.name()), request.signed(signer));
        }

        byte[] license(ProxyRequest request) {
            Api.Reply reply = post(request);
            assertEquals(200, reply.status(), reply.text());
            try {
                return JsonObject.read(reply.body())
                        .bytes("license")
                        .orElseThrow(() -> new AssertionError(reply.text()));
            } catch (MalformedJson bad) {
                throw new AssertionError(reply.text(), bad);
            }
        }

        List<EventRecord> records() {
            return ours.operator().records().latest(account.id(), TEST, 50);
        }

        /// The records of comparisons, newest first, once there are so many.
        List<EventRecord> compared(int count) {
            for (int tries = 0; tries < 200; tries++) {
                var found = records().stream()
                        .filter(record -> record.kind() == Event.Kind.COMPARED)
                        .toList();
                if (found.size() >= count) return found;
                pause(50);
            }
            throw new AssertionError("not compared: " + records());
        }

        Map<String, String> newest(int count) {
            var all = compared(count);
            assertEquals(count, all.size());
            return all.getFirst().facts();
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static ProxyRequest bare(byte[] challenge, String more) {
        return ProxyRequest.withKeys(challenge, BARE, more);
    }

    byte[] challenge() {
        return Viewer.widevine(ours)
                .challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                .body();
    }

    private static List<String> differing(Map<String, String> facts) {
        return facts.keySet().stream()
                .filter(name -> name.startsWith("differs_"))
                .sorted()
                .toList();
    }

    @Test
    void where_ours_leads_its_license_is_given_and_theirs_is_compared() throws MalformedMessage {
        var studio = new Studio(Leader.OURS);
        WidevineCdm cdm = Viewer.widevine(ours);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var received = cdm.receive(challenge, studio.license(bare(challenge.body(), "")));
        assertTrue(received.keys().getFirst().key().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
        Map<String, String> same = studio.newest(1);
        assertEquals("same", same.get("dual_run"), same.toString());
        assertEquals("ours", same.get("leader"));
        assertTrue(same.containsKey("ours_ms") && same.containsKey("theirs_ms"), same.toString());
        studio.theirRules("HD=level:5,hdcp:2");
        studio.license(bare(challenge(), ""));
        EventRecord differing = studio.compared(2).getFirst();
        assertEquals("different", differing.facts().get("dual_run"));
        assertEquals(List.of("differs_hdcp", "differs_security_level"), differing(differing.facts()));
        assertEquals("ours V1, theirs V2", differing.facts().get("differs_hdcp"));
        assertEquals("ours 3, theirs 5", differing.facts().get("differs_security_level"));
        assertEquals(List.of(TokenCatalogue.KID), differing.kids());
        assertTrue(studio.records().stream()
                .anyMatch(record -> record.kind() == Event.Kind.REDEEMED
                        && record.requestId().equals(differing.requestId())));
        assertEquals(7, ours.units(studio.account.id()));
        assertEquals(7, theirs.units(studio.elsewhere.id()));
    }

    @Test
    void where_theirs_leads_ours_is_a_rehearsal_that_charges_nothing() throws MalformedMessage {
        var studio = new Studio(Leader.THEIRS);
        studio.theirRules("HD=level:5,hdcp:2");
        WidevineCdm cdm = Viewer.widevine(ours);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        String more = ",\"session_init\":{\"purchase_id\":\"b3JkZXI=\"}";
        var received = cdm.receive(challenge, studio.license(bare(challenge.body(), more)));
        assertEquals(5, received.keys().getFirst().level());
        EventRecord record = studio.compared(1).getFirst();
        assertEquals("theirs", record.facts().get("leader"));
        assertEquals(List.of("differs_hdcp", "differs_security_level"), differing(record.facts()));
        assertEquals(Optional.of("order"), record.cookie());
        assertEquals(1, studio.records().size(), "nothing else is recorded");
        assertEquals(9, ours.units(studio.account.id()));
        assertEquals(8, theirs.units(studio.elsewhere.id()));
    }

    @Test
    void ours_answers_and_charges_where_the_leading_service_is_down() {
        var studio = new Studio(Leader.THEIRS);
        studio.plan(new Mishap.Reset(), new Mishap.Reset());
        studio.license(bare(challenge(), ""));
        Map<String, String> facts = studio.newest(1);
        assertEquals("failed", facts.get("dual_run"));
        assertEquals("true", facts.get("stood_in"));
        assertEquals(8, ours.units(studio.account.id()));
        studio.plan(new Mishap.Reset(), new Mishap.Reset());
        ours.units(studio.account.id(), 0);
        Api.Reply neither = studio.post(bare(challenge(), ""));
        assertEquals(503, neither.status());
        assertTrue(neither.text().contains("INTERNAL_ERROR"), neither.text());
        assertFalse(studio.newest(2).containsKey("stood_in"));
    }

    @Test
    void a_rehearsal_that_refuses_says_why_it_would_have() {
        var studio = new Studio(Leader.THEIRS);
        ours.units(studio.account.id(), 0);
        studio.license(bare(challenge(), ""));
        EventRecord record = studio.compared(1).getFirst();
        assertEquals(-2019, record.code());
        assertEquals("ours ACCESS_DENIED, theirs OK", record.facts().get("differs_status"));
        Api.Reply explained = Api.get(
                ours.url(TEST, "/explain?requestId=" + record.requestId()),
                "Authorization",
                "Bearer " + RunningService.text(studio.account, TEST));
        assertTrue(explained.text().contains("charge"), explained.text());
    }

    @Test
    void a_license_is_renewed_by_the_service_that_gave_it_when_the_leader_has_changed() throws MalformedMessage {
        var studio = new Studio(Leader.THEIRS);
        String terms = ",\"policy_overrides\":{\"can_renew\":true,\"license_duration_seconds\":600}";
        WidevineCdm cdm = Viewer.widevine(ours);
        var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var received = cdm.receive(challenge, studio.license(bare(challenge.body(), terms)));
        studio.compared(1);
        studio.lead(Leader.OURS);
        var renewed = cdm.receiveRenewal(
                received, studio.license(bare(cdm.renewal(received, 5).body(), terms)));
        assertEquals("not_compared", studio.newest(2).get("dual_run"));
        var second = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
        var own = cdm.receive(second, studio.license(bare(second.body(), terms)));
        studio.lead(Leader.THEIRS);
        cdm.receiveRenewal(own, studio.license(bare(cdm.renewal(own, 5).body(), terms)));
        cdm.receiveRenewal(renewed, studio.license(bare(cdm.renewal(renewed, 6).body(), terms)));
        assertEquals(8, ours.units(studio.account.id()));
    }
}
