package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.keys.json.JsonObject;
import dev.licet.storage.testing.TestClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A proxy whose license was paid for and lost by a crash gets it by asking again, free.
class LicenseKillTest {
    @TempDir
    private Path data;

    @TempDir
    private Path files;

    @Test
    void a_node_that_is_killed_between_charge_and_license_has_charged_once_and_the_retry_is_free() throws Exception {
        try (var service = RunningService.start(data)) {
            var account = service.account("killed");
            service.units(account.id(), 9);
            var signer = ProxyRequest.signer(service, account.id(), Environment.TEST, "killed");
            var cdm = Viewer.widevine(service);
            var challenge = cdm.challenge(Viewer.pssh(), LicenseType.STREAMING, Optional.empty());
            var request = ProxyRequest.of(challenge.body(), "");
            kill(account.id().toString(), Files.write(files.resolve("message"), request.bytes()));
            assertEquals(8, service.units(account.id()));
            var record = service.operator()
                    .records()
                    .latest(account.id(), Environment.TEST, 1)
                    .getFirst();
            assertEquals(Event.Kind.REDEEMED, record.kind());
            assertEquals("killed", record.facts().get("signer"));
            String url = service.url(Environment.TEST, "/wv/getlicense/killed");
            byte[] license = JsonObject.read(
                            Api.postBytes(url, request.signed(signer)).body())
                    .bytes("license")
                    .orElseThrow();
            var key = cdm.receive(challenge, license).keys().getFirst().key();
            assertTrue(key.sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
            assertEquals(8, service.units(account.id()));
            assertEquals(List.of(), service.operator().verification().findings());
        }
    }

    private void kill(String account, Path message) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xshare:auto",
                        "-cp",
                        TestClassPath.of(LicenseKillTest.class),
                        KilledProxyNode.class.getName(),
                        data.toString(),
                        data.resolve("master.key").toString(),
                        account,
                        "killed",
                        message.toString())
                .inheritIO()
                .start();
        assertEquals(9, process.waitFor());
    }
}
