package dev.licet.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The machine that is measured on.
public final class Host {
    /// Which number it is in /proc/stat.
    private static final int STOLEN = 7;

    private static final boolean CAN_PIN = canPin();

    private Host() {}

    private static boolean canPin() {
        return !output(List.of("taskset", "-c", "0", "true")).startsWith("!") && cores() > 1;
    }

    private static int cores() {
        return (int) read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
    }

    /// What stands before a command so that it runs on the server's core; empty when that cannot be had.
    public static List<String> serverCore() {
        return CAN_PIN ? List.of("taskset", "-c", "0") : List.of();
    }

    /// What stands before a command so that it runs on all cores although it would have the server's alone; empty when
    /// it has them anyway.
    static List<String> allCores() {
        return CAN_PIN ? List.of("taskset", "-c", "0-" + (cores() - 1)) : List.of();
    }

    /// What the results were measured on.
    ///
    /// @param work where the databases lie, which is there
    public static Map<String, String> describe(Path repository, String flags, Path work) throws IOException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("processor", cpu());
        facts.put("cores", Integer.toString(cores()));
        facts.put(
                "operating system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + distribution());
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("JVM flags of the servers", flags);
        facts.put("commit", output(List.of("git", "-C", repository.toString(), "describe", "--always", "--dirty")));
        facts.put("load before the run", load());
        facts.put("databases lie on", fileSystem(work));
        facts.put(
                "cores in use",
                CAN_PIN
                        ? "server on core 0, load generator on core 1"
                        : "not pinned: there is no taskset here, or one core only");
        return facts;
    }

    /// The kind of file system that a folder is on, which is there.
    static String fileSystem(Path folder) throws IOException {
        return Files.getFileStore(folder).type();
    }

    private static String cpu() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String distribution() {
        return read("/etc/os-release")
                .lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring(13, line.length() - 1))
                .findFirst()
                .orElse("");
    }

    private static String load() {
        String load = read("/proc/loadavg");
        return load.isEmpty() ? "unknown" : load.substring(0, load.indexOf(' '));
    }

    /// Ticks of all cores, and those of them that the host of a virtual machine gave to others.
    public record Ticks(double all, double stolen) {
        /// What others had since then.
        public String stolenSince(Ticks before) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * (stolen - before.stolen) / (all - before.all));
        }
    }

    /// Until now; not a number where there is no /proc.
    public static Ticks ticks() {
        String line = read("/proc/stat").lines().findFirst().orElse("");
        List<Double> ticks =
                Stream.of(line.split(" +")).skip(1).map(Double::valueOf).toList();
        if (ticks.size() <= STOLEN) return new Ticks(Double.NaN, Double.NaN);
        return new Ticks(
                ticks.subList(0, STOLEN + 1).stream().mapToDouble(tick -> tick).sum(), ticks.get(STOLEN));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException none) {
            return "";
        }
    }

    /// What a command prints; begins with `!` when it cannot be run or fails.
    public static String output(List<String> command) {
        try {
            var process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? printed : "! " + printed;
        } catch (IOException notThere) {
            return "! " + notThere.getMessage();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
