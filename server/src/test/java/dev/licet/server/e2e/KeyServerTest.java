package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.server.command.Commands;
import dev.licet.server.command.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key server of the operator's own answers the SPCs (reference: fairplay.md 6.4, level C). A second installation
/// plays it, because it takes the same JSON.
class KeyServerTest {
    @Test
    void devices_get_what_the_key_server_gives(@TempDir Path keys, @TempDir Path front) throws Exception {
        try (var keyServer = RunningService.start(keys);
                var service = RunningService.start(front)) {
            String url =
                    keyServer.token(keyServer.demo(Environment.TEST), Drm.FAIRPLAY, TokenCatalogue.good(Drm.FAIRPLAY));
            var account = service.account("key server");
            assertEquals(2, imported(keyServer, front, account.id().toString(), "--url", "nowhere"));
            assertEquals(2, imported(keyServer, front, account.id().toString(), "--url", url, "--ask", "ask"));
            assertEquals(0, imported(keyServer, front, account.id().toString(), "--url", url));
            service.awaitCertificate(account.id(), Environment.TEST, certificate(keyServer));
            service.units(account.id(), 5);
            var parameters = TokenCatalogue.good(Drm.FAIRPLAY);
            String rights = service.token(RunningService.text(account, Environment.TEST), Drm.FAIRPLAY, parameters);
            assertLicensed(keyServer, rights);
            assertEquals(4, service.units(account.id()));
            keyServer.enable(keyServer.demo().id(), false);
            var refused = Api.postBytes(rights, Viewer.challenge(keyServer, Drm.FAIRPLAY));
            assertEquals("-6004", refused.header("Licet-Code"));
            assertEquals(500, refused.status(), "what it says is not Apple's JSON");
            assertEquals(4, service.units(account.id()), "charged for nothing");
        }
    }

    @Test
    void a_key_server_that_is_gone_costs_nothing_and_players_may_come_again(@TempDir Path keys, @TempDir Path front)
            throws Exception {
        try (var service = RunningService.start(front)) {
            var account = service.account("gone");
            byte[] spc;
            try (var keyServer = RunningService.start(keys)) {
                assertEquals(0, imported(keyServer, front, account.id().toString(), "--url", "http://127.0.0.1:1/"));
                spc = Viewer.challenge(keyServer, Drm.FAIRPLAY);
                service.awaitCertificate(account.id(), Environment.TEST, certificate(keyServer));
            }
            service.units(account.id(), 5);
            String rights = service.token(
                    RunningService.text(account, Environment.TEST), Drm.FAIRPLAY, TokenCatalogue.good(Drm.FAIRPLAY));
            var reply = Api.postBytes(rights, spc);
            assertEquals("-6004", reply.header("Licet-Code"), reply.text());
            assertEquals(503, reply.status());
            assertEquals(5, service.units(account.id()));
        }
    }

    private static void assertLicensed(RunningService keyServer, String rights) throws MalformedMessage {
        var session = Viewer.fairPlay(keyServer).request(SpcOptions.ordinary(2));
        var reply = Api.postBytes(rights, session.spc());
        assertEquals(200, reply.status(), reply.text());
        var license = session.open(reply.body());
        assertTrue(license.contentKey().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
    }

    private static byte[] certificate(RunningService keyServer) {
        String path = "/hms/fp/certificate/" + keyServer.demo().id();
        return Api.get(keyServer.url(Environment.TEST, path)).body();
    }

    /// Runs the command of the operator.
    private static int imported(RunningService keyServer, Path data, String account, String... more)
            throws IOException {
        Path file = Files.write(data.resolve("certificate.bin"), certificate(keyServer));
        var line = new ArrayList<>(List.of(
                "fairplay",
                "import",
                "--data",
                data.toString(),
                "--account",
                account,
                "--environment",
                "test",
                "--certificate",
                file.toString(),
                "--derivation",
                "ksm-http"));
        line.addAll(List.of(more));
        var out = new PrintWriter(new StringWriter());
        var setting = new Setting(out, out, Map.of(), InstantSource.system(), RunningService.RANDOM);
        return Commands.run(setting, line.toArray(String[]::new));
    }
}
