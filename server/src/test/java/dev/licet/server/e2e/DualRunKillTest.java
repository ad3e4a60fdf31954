package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.server.ServeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that is killed while the service that follows is asked loses the comparison, and nothing else.
class DualRunKillTest {
    private static final Environment TEST = Environment.TEST;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void a_license_that_was_given_is_paid_for_once_whatever_becomes_of_the_comparison(@TempDir Path data)
            throws Exception {
        Signer signer;
        byte[] challenge;
        try (var other = new LoopbackServer(_ -> held())) {
            try (var service = RunningService.start(data)) {
                AccountId account = service.account("killed").id();
                service.units(account, 9);
                signer = ProxyRequest.signer(service, account, TEST, "killed");
                var run = Optional.of(new DualRun(other.url("/"), Leader.OURS));
                service.operator()
                        .administration()
                        .signers()
                        .dualRun(account, TEST, "killed", run)
                        .orThrow();
                challenge = Viewer.widevine(service)
                        .challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty())
                        .body();
            }
            killed(data, ProxyRequest.of(challenge, "").signed(signer));
        } finally {
            end.countDown();
        }
        again(data, signer, challenge);
    }

    private Optional<LoopbackServer.Answer> held() {
        asked.countDown();
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void killed(Path data, byte[] request) throws IOException, InterruptedException {
        try (var node = ServeProcess.ready(data, List.of(), "--admin-port", "0")) {
            Api.Reply reply = Api.postBytes(node.address("test") + "/wv/getlicense/killed", request);
            assertTrue(reply.text().contains("\"OK\""), reply.text());
            asked.await();
        }
    }

    private static void again(Path data, Signer signer, byte[] challenge) {
        try (var service = RunningService.start(data)) {
            assertEquals(List.of(Event.Kind.REDEEMED), kinds(service, signer));
            assertEquals(8, service.units(signer.account()));
            Api.Reply retry = Api.postBytes(
                    service.url(TEST, "/wv/getlicense/killed"),
                    ProxyRequest.of(challenge, "").signed(signer));
            assertTrue(retry.text().contains("\"OK\""), retry.text());
            assertEquals(8, service.units(signer.account()));
            assertEquals(List.of(), service.operator().verification().findings());
        }
    }

    private static List<Event.Kind> kinds(RunningService service, Signer signer) {
        return service.operator().records().latest(signer.account(), TEST, 9).stream()
                .map(EventRecord::kind)
                .toList();
    }
}
