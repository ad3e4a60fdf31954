package dev.licet.bench.micro;

import dev.licet.bench.report.Book;
import dev.licet.bench.report.Row;
import dev.licet.bench.report.Spread;
import dev.licet.bench.run.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the JMH benchmarks of this package.
public final class Micro {
    private static final int WARM_UPS = 5;
    private static final int ITERATIONS = 5;
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Primitives.plainWidevineLicense", "primitives of a plain Widevine license"),
            Map.entry("Primitives.verifyPss2048", "RSA-2048 PSS verify"),
            Map.entry("Primitives.encryptOaep2048", "RSA-2048 OAEP encrypt"),
            Map.entry("Primitives.decryptOaep2048", "RSA-2048 OAEP decrypt"),
            Map.entry("Primitives.decryptOaep1024", "RSA-1024 OAEP decrypt"),
            Map.entry("Primitives.cmac", "AES-CMAC of 1500 bytes"),
            Map.entry("Primitives.hmac", "HMAC-SHA-256 of 400 bytes"),
            Map.entry("Tokens.seal", "seal a token"),
            Map.entry("Tokens.open", "open a token"),
            Map.entry("Tokens.decodeParameters", "decode the parameters"),
            Map.entry("Tokens.issue", "issue a token, without HTTP and disk"),
            Map.entry("Tokens.authenticate", "look up an authenticator"),
            Map.entry("Tokens.findAccount", "look up an account"),
            Map.entry("Licenses.widevinePlain", "Widevine, plain: open and answer"),
            Map.entry("Licenses.widevinePrivacy", "Widevine, privacy: open and answer"),
            Map.entry("Licenses.fairPlayFirst", "FairPlay v1: open and answer"),
            Map.entry("Licenses.fairPlaySecond", "FairPlay v2: open and answer"),
            Map.entry("Packagers.eightKeysForThreeSystems", "SPEKE, 8 keys for 3 systems, with the disk"),
            Map.entry("LedgerCalls.writeAlone", "write a record, 1 thread"),
            Map.entry("LedgerCalls.writeBy64", "write a record, 64 threads"),
            Map.entry("LedgerCalls.redeemAlone", "redeem, 1 thread"),
            Map.entry("LedgerCalls.redeemBy64", "redeem, 64 threads"));

    /// What some of them may take at most, in microseconds.
    private static final Map<String, Double> BOUNDS = Map.of("Packagers.eightKeysForThreeSystems", 2_000.0);

    private Micro() {}

    /// Adds a row for each benchmark. All of them are run several times over, each time in new processes: then
    /// the rounds of a benchmark are spread over the whole time, and over what the compiler makes of the same
    /// code.
    public static void run(Plan plan, Book book) throws RunnerException {
        var rows = new LinkedHashMap<String, Row>();
        for (int i = 0; i < plan.effort().microPasses(); i++) {
            for (RunResult result : new Runner(options(plan)).run()) {
                Row row = row(result);
                rows.merge(row.name(), row, Row::withMoreRounds);
            }
        }
        rows.values().forEach(book::add);
    }

    private static Options options(Plan plan) {
        return new OptionsBuilder()
                .include("dev\\.licet\\.bench\\.micro\\.")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds((long) (plan.effort().seconds() * 1000)))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds((long) (plan.effort().seconds() * 400)))
                .jvmArgsAppend("-D" + Installation.WORK + "=" + plan.work(), "--enable-native-access=ALL-UNNAMED")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private static Row row(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        String name = parts[parts.length - 2] + "." + parts[parts.length - 1];
        String unit =
                result.getPrimaryResult().getScoreUnit().replace("us/op", "µs").replace("ops/s", "operations/s");
        String group = unit.equals("µs") ? "micro" : "ledger";
        Row row = Row.of(group, NAMES.getOrDefault(name, name), unit, Spread.of(rounds(result)));
        return Optional.ofNullable(BOUNDS.get(name)).map(row::atMost).orElse(row);
    }

    private static List<Double> rounds(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }
}
