package dev.licet.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Lets servers record where their time goes. The events with the environment and the properties are left out: they
/// would carry what an operator keeps there.
public final class Profile {
    /// System property that switches it on.
    public static final String WANTED = "licet.bench.profile";

    private Profile() {}

    static void into(ProcessBuilder builder, Path folder) throws IOException {
        if (!Boolean.getBoolean(WANTED)) return;
        Path settings = folder.resolve("profile.jfc");
        try (var events = Profile.class.getResourceAsStream("/profile.jfc")) {
            Files.copy(events, settings, StandardCopyOption.REPLACE_EXISTING);
        }
        Path recording = Files.createTempFile(folder, "profile", ".jfr");
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:StartFlightRecording:dumponexit=true,settings=" + settings + ",filename=" + recording);
    }
}
