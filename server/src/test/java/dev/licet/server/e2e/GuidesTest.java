package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shell blocks of a guide work when they are pasted one after the other into one shell, beside a service that has
/// just been started for the first time. Only its ports are others, and `./licet` is what the tests run. `docs/api.md`
/// is read by [ExamplesTest].
class GuidesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");

    /// What needs something that is not here, told by a word of it: Shaka Packager, which [PackagerExampleTest]
    /// runs, and a document that is encrypted to somebody, which `CpixImportTest` imports.
    private static final List<String> ELSEWHERE = List.of("packager in=", "--recipient-key");

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain.md | 3 | \"code\":-4020,\"rule\":\"kid\"",
                "keys.md | 8 | \"contentId\":\"bought\"",
                "keystore.md | 4 | \"keyCount\"",
                "playready.md | 3 | 5438b719bf47a2f5678237477db2f9e6",
                "fault-injection.md | 1 | /hms/wv/rights/?ExpressPlayToken=",
                "audit.md | 1 | verb  target  outcome",
                "admin-api.md | 2 | \"name\":\"first\"",
            })
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void the_blocks_of_a_guide_work_as_they_stand(String guide, int blocks, String printed) throws Exception {
        List<String> pasted = blocks(guide);
        assertEquals(blocks, pasted.size(), guide);
        assertFalse(String.join("", pasted).contains("…"), "something is left out");
        try (var service = RunningService.start(home.resolve("data"))) {
            Launcher.write(home);
            String all = Shell.run(home, onPorts(service, String.join("echo\n", pasted)));
            assertTrue(all.contains(printed), all);
            assertFalse(all.contains("Exception"), all);
        }
    }

    private static List<String> blocks(String guide) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs", guide)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```sh\n".length(), block.length() - "```".length()))
                .filter(block -> ELSEWHERE.stream().noneMatch(block::contains))
                .toList();
    }

    private static String onPorts(RunningService service, String commands) throws IOException {
        String handler = Integer.toString(freePort());
        return commands.replace("http://localhost:8080", service.url(Environment.TEST, ""))
                .replace("http://localhost:8081", service.url(Environment.PRODUCTION, ""))
                .replace("http://localhost:8082", service.dashboard(""))
                .replace("localhost:8090", "localhost:" + handler)
                .replace("device handler ", "device handler --port " + handler + " ");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
