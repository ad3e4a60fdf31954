package dev.licet.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options of `play` that only a Widevine device has.
final class WidevineFlags {
    @Option(
            names = "--device",
            paramLabel = "PATH",
            description = "A device made by 'device new', or a .wvd file; else a new one for every call.")
    Path device;

    @Option(names = "--privacy", description = "Seal the device's identity to the server's certificate.")
    boolean privacy;

    /// Clear Key players ask by it too.
    @Option(names = "--kid", paramLabel = "HEX", description = "Key id to ask for; may be repeated.")
    List<String> kids = new ArrayList<>();
}
