package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of `examples/packager/README.md` as they stand there: a real shaka-packager, a real browser. Only
/// the port of the service is another one, and `./licet` is what the tests run. Where npm's registry cannot be had,
/// `-Dlicet.npm.unavailable=true` reports this as skipped; without a browser, `-Dlicet.browser=none`.
class PackagerExampleTest {
    private static final Path EXAMPLE =
            Path.of("../examples/packager").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String ADDRESS = "http://localhost:8080";

    @TempDir
    private Path home;

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void the_film_is_packaged_in_three_ways_and_played_by_kid_alone(@TempDir Path data) throws Exception {
        assumeFalse(Boolean.getBoolean("licet.npm.unavailable"), "npm was said to be unavailable");
        assumeFalse("none".equals(System.getProperty("licet.browser")), "a browser was said to be unavailable");
        try (var service = RunningService.start(data)) {
            copyExample();
            Launcher.write(home, "--data", data.toString());
            String printed = Shell.run(home, commands().replace(ADDRESS, service.url(Environment.TEST, "")));
            for (String way : List.of("copied", "signed", "cpix")) {
                Matcher played = Pattern.compile(
                                way + ": played ([0-9.]+) s, ([0-9]+) pictures, ([0-9]+) bytes of sound")
                        .matcher(printed);
                assertTrue(played.find(), printed);
                assertTrue(Double.parseDouble(played.group(1)) >= 8, played.group());
                assertTrue(Integer.parseInt(played.group(2)) > 100, played.group());
                assertTrue(Integer.parseInt(played.group(3)) > 0, played.group());
            }
            var licenses = service.operator().records().latest(service.demo().id(), Environment.TEST, 32).stream()
                    .filter(record -> record.kind() == Event.Kind.REDEEMED)
                    .toList();
            assertTrue(licenses.size() >= 3, licenses.toString());
            licenses.forEach(record -> assertEquals(Drm.CLEARKEY, record.drm().orElseThrow()));
        }
    }

    private static String commands() throws IOException {
        String commands = BLOCK.matcher(Files.readString(EXAMPLE.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        assertTrue(commands.contains(ADDRESS), commands);
        return commands;
    }

    private void copyExample() throws IOException {
        Path there = Files.createDirectories(home.resolve("examples/packager"));
        for (String name : List.of("package.json", "package-lock.json", "package.sh", "play.mjs", "cpix.mjs")) {
            Files.copy(EXAMPLE.resolve(name), there.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
