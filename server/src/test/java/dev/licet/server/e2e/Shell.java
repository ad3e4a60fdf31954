package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs what a document prints for a shell, as if it were pasted.
final class Shell {
    private Shell() {}

    /// Every command must succeed, those in the middle of a pipe as well.
    ///
    /// @param home where they run
    /// @return what they printed
    static String run(Path home, String commands) throws IOException, InterruptedException {
        Path log = home.resolve("log");
        var shell = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", commands)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exit = shell.waitFor();
            String printed = Files.readString(log, StandardCharsets.UTF_8);
            assertEquals(0, exit, printed);
            return printed;
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
    }
}
