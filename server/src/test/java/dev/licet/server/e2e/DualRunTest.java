package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.device.widevine.WidevineCdm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.record.Event;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// On the embedded database, with whatever else can happen between two services.
class DualRunTest extends DualRunContract {
    @Override
    RunningService running(Path data) {
        return RunningService.start(data);
    }

    @Test
    void a_refusal_of_one_service_alone_is_a_difference_of_status() {
        var studio = new Studio(Leader.OURS);
        theirs.units(studio.elsewhere.id(), 0);
        studio.license(bare(challenge(), ""));
        assertEquals("ours OK, theirs ACCESS_DENIED", studio.newest(1).get("differs_status"));
        theirs.units(studio.elsewhere.id(), 9);
        studio.plan(Mishap.Says.of(200, "{\"status\":\"OK\",\"license\":\"AAAA\"}"));
        Api.Reply refused = studio.post(bare(challenge(), ",\"policy_name\":\"sports\""));
        assertTrue(refused.text().contains("INVALID_REQUEST"), refused.text());
        assertEquals("ours INVALID_REQUEST, theirs OK", studio.newest(2).get("differs_status"));
        assertEquals(8, ours.units(studio.account.id()));
    }

    @Test
    void an_old_service_that_is_down_or_slow_or_speaks_another_language_costs_ours_nothing() {
        var studio = new Studio(Leader.OURS);
        studio.plan(new Mishap.Silence(), new Mishap.Silence());
        long before = System.nanoTime();
        studio.license(bare(challenge(), ""));
        boolean recorded = studio.records().stream().anyMatch(record -> record.kind() == Event.Kind.COMPARED);
        assertFalse(recorded, "the answer came " + (System.nanoTime() - before) + " ns before theirs was given up");
        assertEquals("did not answer in time", studio.newest(1).get("why"));
        studio.plan(new Mishap.Reset(), new Mishap.Reset());
        studio.license(bare(challenge(), ""));
        assertTrue(studio.newest(2).get("why").startsWith("broke the connection off"));
        studio.plan(Mishap.Says.of(200, "<html>"));
        studio.license(bare(challenge(), ""));
        assertEquals(
                "answered with something that is no getlicense answer",
                studio.newest(3).get("why"));
        studio.plan(Mishap.Says.status("INTERNAL_ERROR", 1));
        studio.license(bare(challenge(), ""));
        assertEquals("failed", studio.newest(4).get("dual_run"));
        assertEquals(5, ours.units(studio.account.id()));
    }

    @Test
    void certificates_forgeries_and_what_was_sent_on_go_nowhere_else() {
        var studio = new Studio(Leader.OURS);
        int before = mishaps.requests(studio.signer.name());
        studio.post(new ProxyRequest("{\"payload\":\"CAQ=\"}"));
        var request = bare(challenge(), "");
        Api.postBytes(
                ours.url(Environment.TEST, "/wv/getlicense/" + studio.signer.name()),
                ShakaRequest.envelope(request.bytes(), new byte[32], studio.signer.name()));
        Api.postBytes(
                ours.url(Environment.TEST, "/wv/getlicense/" + studio.signer.name()),
                request.signed(studio.signer),
                "Licet-Dual-Run",
                "1");
        pause(500);
        assertEquals(before, mishaps.requests(studio.signer.name()));
    }

    @Test
    void a_device_that_hides_from_all_but_the_leading_service_is_not_compared() throws MalformedMessage {
        var studio = new Studio(Leader.OURS);
        WidevineCdm cdm = Viewer.widevine(ours);
        byte[] certificate = studio.license(new ProxyRequest("{\"payload\":\"CAQ=\"}"));
        var hidden =
                cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.of(cdm.serviceCertificate(certificate)));
        studio.plan(Mishap.Says.status("INVALID_LICENSE_CHALLENGE", 106));
        cdm.receive(hidden, studio.license(bare(hidden.body(), "")));
        assertEquals("not_compared", studio.newest(1).get("dual_run"));
    }
}
