package dev.licet.server.e2e;

import dev.licet.crypto.KeyWrap;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.server.command.Commands;
import dev.licet.server.command.ExitCode;
import dev.licet.server.command.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Not a test: `bench/keys` runs it. Imports keys while the service runs, then asks for tokens by `kek` and `kid` over
/// one connection, one after the other.
public final class KeysBench {
    private static final int WARM_UP = 3000;
    private static final int REQUESTS = 10_000;
    private static final String KEK = KeystoreCaller.KEK;

    private record Result(int keys, double seconds, long bytes, double p50, double p99) {
        void print() {
            System.out.printf(
                    Locale.ROOT, "| %,d | %.1f | %.1f | %.3f | %.3f |%n", keys, seconds, bytes / 1e6, p50, p99);
        }
    }

    private KeysBench() {}

    /// @param sizes how many keys, e.g. `1000 1000000`
    public static void main(String[] sizes) throws IOException {
        // The first service of a process pays for the compiler; nobody waits for this one.
        run(100);
        System.out.println("| keys | import s | database MB | p50 ms | p99 ms |");
        System.out.println("|---|---|---|---|---|");
        var results =
                Stream.of(sizes).map(size -> measure(Integer.parseInt(size))).toList();
        var first = results.getFirst();
        var last = results.getLast();
        System.out.printf(
                Locale.ROOT,
                "%nratio of the last to the first: p50 %.2f, p99 %.2f%n",
                last.p50() / first.p50(),
                last.p99() / first.p99());
    }

    private static Result measure(int keys) {
        var result = run(keys);
        result.print();
        return result;
    }

    private static Result run(int keys) {
        try {
            Path data = Files.createTempDirectory("licet-bench");
            try (var service = RunningService.start(data)) {
                return measure(service, data, keys);
            } finally {
                delete(data);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Result measure(RunningService service, Path data, int keys) throws IOException {
        Path file = write(data.resolve("keys.jsonl"), keys);
        long began = System.nanoTime();
        var out = new PrintWriter(System.err, true);
        var setting = new Setting(out, out, Map.of(), InstantSource.system(), RunningService.RANDOM);
        String account = service.demo().id().toString();
        int exit = Commands.run(
                setting,
                "keys",
                "import",
                file.toString(),
                "--account",
                account,
                "--environment",
                "test",
                "--data",
                data.toString());
        if (exit != ExitCode.DONE.number()) throw new IllegalStateException("the import failed");
        double seconds = (System.nanoTime() - began) / 1e9;
        long bytes = size(data);
        double[] times = times(service, keys);
        return new Result(keys, seconds, bytes, times[times.length / 2], times[times.length * 99 / 100]);
    }

    private static String kid(int number) {
        return String.format("%08x", Integer.reverse(number)).repeat(4);
    }

    private static Path write(Path file, int keys) throws IOException {
        var kek = SecretBytes.parseHex(KEK);
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < keys; i++) {
                byte[] ek = KeyWrap.wrap(kek, SecretBytes.random(RunningService.RANDOM, 16));
                out.write("{\"kid\":\"" + kid(i) + "\",\"ek\":\""
                        + HexFormat.of().formatHex(ek)
                        + "\",\"kekId\":\"#1.afe008a381bdac03b412a92d54b92ddf\",\"contentId\":\"film-" + i + "\"}\n");
            }
        }
        return file;
    }

    private static double[] times(RunningService service, int keys) {
        var random = new Random(1);
        var millis = new double[REQUESTS];
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            var parameters = Api.parameters(
                    "customerAuthenticator",
                    service.demo(Environment.TEST),
                    "kek",
                    KEK,
                    "kid",
                    kid(random.nextInt(keys)),
                    "securityLevel",
                    "1",
                    "hdcpOutputControl",
                    "0");
            String form = Api.form(parameters);
            long began = System.nanoTime();
            var reply = Api.postForm(service.tokenUrl(Environment.TEST, Drm.WIDEVINE), form);
            if (reply.status() != 200) throw new IllegalStateException(reply.text());
            if (i >= 0) millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static long size(Path data) throws IOException {
        try (var files = Files.list(data)) {
            long bytes = 0;
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("licet.db"))
                    .toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static void delete(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
