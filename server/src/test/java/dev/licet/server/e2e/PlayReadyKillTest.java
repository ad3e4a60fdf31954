package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.record.Event;
import dev.licet.storage.testing.TestClassPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A node is killed between the charge and the answer of the license maker, again and again: each license is
/// charged and recorded exactly once (reference: security.md I1 to I4). `-Dlicet.test.kills=N` kills as often
/// as one likes.
class PlayReadyKillTest {
    private static final int KILLS = Integer.getInteger("licet.test.kills", 2);
    private static final int UNITS = 1_000_000;

    @TempDir
    private Path data;

    @TempDir
    private Path files;

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void a_node_that_is_killed_between_charge_and_relay_has_charged_and_recorded_exactly_once() throws Exception {
        try (var maker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var service = RunningService.start(data)) {
            var account = service.account("killed");
            service.units(account.id(), UNITS);
            var url = URI.create("http://localhost:" + maker.getLocalPort() + "/");
            service.operator()
                    .administration()
                    .playReady()
                    .set(
                            account.id(),
                            Environment.TEST,
                            new PlayReadyBackEnd.Handler(url, List.of(LicenseMaker.SECRET)))
                    .orThrow();
            String authenticator = RunningService.text(account, Environment.TEST);
            for (int i = 0; i < KILLS; i++) {
                String token = service.token(authenticator, Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
                kill(maker, token, i % 2 == 0);
                assertEquals(UNITS - 1 - i, service.units(account.id()));
                var records = service.operator().records().latest(account.id(), Environment.TEST, 3);
                assertEquals(Event.Kind.REDEEMED, records.getFirst().kind());
                assertEquals(1, records.getFirst().charged());
                assertEquals(Event.Kind.ISSUED, records.get(1).kind());
            }
            assertEquals(List.of(), service.operator().verification().findings());
            System.out.printf("%d kills between charge and relay, each charged and recorded once%n", KILLS);
        }
    }

    /// @param halts whether the node dies by itself, before it has asked anybody; else when it connects
    private void kill(ServerSocket maker, String url, boolean halts) throws IOException, InterruptedException {
        var kid = HexFormat.of().parseHex(TokenCatalogue.KID);
        Path token = Files.writeString(files.resolve("token"), url.substring(url.indexOf('=') + 1));
        Path challenge =
                Files.write(files.resolve("challenge"), Viewer.playReady().challenge(List.of(kid), Optional.empty()));
        var line = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xshare:auto",
                        "-cp",
                        TestClassPath.of(PlayReadyKillTest.class),
                        KilledNode.class.getName(),
                        data.toString(),
                        data.resolve("master.key").toString(),
                        token.toString(),
                        challenge.toString(),
                        halts ? "halt" : "")
                .filter(part -> !part.isEmpty())
                .toList();
        var process = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!halts) {
            maker.setSoTimeout(60_000);
            var connection = maker.accept();
            process.destroyForcibly();
            connection.close();
        }
        process.waitFor();
        assertEquals(halts ? 9 : 137, process.exitValue());
    }
}
