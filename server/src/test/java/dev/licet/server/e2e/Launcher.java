package dev.licet.server.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Commands as processes of their own, with the modules that this test runs on.
final class Launcher {
    /// As server/src/launcher/jvm.sh has them for what ends soon.
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlicet.crypto.native=false");

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String MODULES = System.getProperty("jdk.module.path");
    private static final String OTHERS = System.getProperty("java.class.path");

    private Launcher() {}

    /// What runs `licet` with these words.
    static List<String> command(List<String> words) {
        var all = new ArrayList<>(List.of(JAVA));
        all.addAll(FLAGS);
        all.addAll(List.of("-p", MODULES, "-cp", OTHERS, "-m", "dev.licet.server/dev.licet.server.Main"));
        all.addAll(words);
        return all;
    }

    /// Writes what guides call `./licet`.
    ///
    /// @param more words that each command gets after its own, or none
    static void write(Path home, String... more) throws IOException {
        String server = quoted(command(List.of()));
        String device = quoted(List.of(JAVA))
                + quoted(FLAGS)
                + quoted(List.of("-cp", MODULES + File.pathSeparator + OTHERS, "dev.licet.device.Main"));
        String script = """
                #!/bin/sh
                case $1 in
                    device | token) exec %s "$@" ;;
                    *) exec %s "$@" %s ;;
                esac
                """.formatted(device, server, quoted(List.of(more)));
        Path launcher = Files.writeString(home.resolve("licet"), script);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }

    private static String quoted(List<String> words) {
        var text = new StringBuilder();
        for (String word : words) text.append('\'').append(word).append("' ");
        return text.toString();
    }
}
