package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.config.Key;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs what we tell people to copy. An example whose language is not installed here is passed over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Path GUIDE = Path.of("../docs/api.md");
    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private RunningService service;

    @BeforeAll
    void start(@TempDir Path data) {
        service = RunningService.start(data, Map.of(Key.HOST, "127.0.0.1"));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private record Run(int exit, String out, String err) {}

    @ParameterizedTest
    @CsvSource({
        "sh, token.sh",
        "java, Token.java",
        "node, token.mjs",
        "python3, license_token.py",
        "php, token.php",
        "go run, token.go",
        "dotnet run, Token.cs"
    })
    void a_program_gets_tokens_and_sees_refusals(String command, String file) throws Exception {
        assumeTrue(isInstalled(command.split(" ")[0]), command + " is not installed");
        for (Drm drm : Drm.values()) {
            var run = run(command, file, drm, pairs(TokenCatalogue.good(drm)));
            assertEquals(0, run.exit(), run.err());
            String url = RunningService.url(run.out().strip());
            assertTrue(url.startsWith(service.rightsUrl(Environment.TEST, drm) + "?ExpressPlayToken="), url);
        }
        var refused = run(command, file, Drm.WIDEVINE, List.of("cookie=a & b", "contentKey=" + TokenCatalogue.KEY));
        assertEquals(1, refused.exit());
        assertTrue((refused.out() + refused.err()).contains("{\"code\":-4018,"), refused.out() + refused.err());
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static List<String> pairs(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private Run run(String command, String file, Drm drm, List<String> pairs) throws Exception {
        var line = new ArrayList<>(List.of(command.split(" ")));
        line.add(EXAMPLES.resolve("token").resolve(file).toString());
        line.add(drm.path());
        line.addAll(pairs);
        return run(line);
    }

    private Run run(List<String> line) throws IOException, InterruptedException {
        var err = Files.createTempFile("licet-example", ".err");
        try {
            var builder = new ProcessBuilder(line).redirectError(err.toFile());
            String server = service.url(Environment.TEST, "");
            String authenticator = service.demo(Environment.TEST);
            builder.environment()
                    .putAll(Map.of(
                            "LICET_URL", server,
                            "LICET_AUTHENTICATOR", authenticator,
                            "LICET", server,
                            "AUTHENTICATOR", authenticator));
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    @Test
    void the_commands_of_the_guide_work_as_they_stand() throws Exception {
        assumeTrue(isInstalled("sh") && isInstalled("curl"), "there is no curl");
        var script = new StringBuilder("set -eu\n");
        SHELL_BLOCK.matcher(Files.readString(GUIDE)).results().forEach(block -> script.append(block.group(1))
                .append("echo\n"));
        var run = run(List.of("sh", "-c", script.toString()));
        assertEquals(0, run.exit(), run.out() + run.err());
        assertEquals(
                5,
                run.out()
                        .lines()
                        .filter(line -> line.contains("?ExpressPlayToken="))
                        .count(),
                run.out());
        assertTrue(run.out().contains("\"k\":\"VDi3Gb9HovVngjdHfbL55g\""), run.out());
        assertTrue(run.out().contains("\"cookie\":\"order-4711\""), run.out());
    }
}
