package dev.licet.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A token of SoftHSM 2 for this build. `SOFTHSM2_CONF` must name a configuration file under the build directory,
/// which the build sets; the library reads it when it is loaded.
final class SoftHsm {
    /// Set to `true` to say that this machine has no SoftHSM and cannot get it.
    static final String UNAVAILABLE = "licet.softhsm.unavailable";

    static final String PIN = "1234";
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so",
            "/opt/homebrew/lib/softhsm/libsofthsm2.so");

    private SoftHsm() {}

    /// Makes an empty token. Fails with advice where there is no SoftHSM.
    /// @return the library
    static Path prepare() {
        Path library = LIBRARIES.stream()
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM 2 is missing: install the package softhsm2"
                        + " (apt-get install softhsm2), or run with -D" + UNAVAILABLE + "=true"));
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        try {
            Path tokens = configuration.resolveSibling("softhsm-tokens");
            empty(tokens);
            Files.writeString(configuration, "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
            run("softhsm2-util", "--init-token", "--free", "--label", "licet", "--pin", PIN, "--so-pin", PIN);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return library;
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
            }
        }
        Files.createDirectories(directory);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) throw new AssertionError(command[0] + ": " + said);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
