package dev.licet.bench;

import dev.licet.bench.micro.Micro;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Writer;
import dev.licet.bench.run.Floors;
import dev.licet.bench.run.Host;
import dev.licet.bench.run.Macro;
import dev.licet.bench.run.Plan;
import dev.licet.bench.run.Profile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// Measures everything and writes it down. Started by `bench/run`, which describes the arguments.
public final class Main {
    private static final int ROUNDS = 5;

    private Main() {}

    /// @param arguments the clone, the flags of the service's JVM, then options
    public static void main(String[] arguments) throws Exception {
        var repository = Path.of(arguments[0]);
        String flags = arguments[1];
        Plan plan = plan(repository, flags, List.of(arguments).subList(2, arguments.length));
        var book = new Book(Host.describe(repository, flags));
        var floors = new Floors(plan, book);
        if (plan.wants("floors")) {
            floors.disk();
            floors.openSsl();
        }
        if (plan.wants("floors") || plan.wants("http")) floors.http();
        if (plan.wants("micro")) Micro.run(plan, book);
        if (plan.wants("start") || plan.wants("token") || plan.wants("widevine") || plan.wants("fairplay")) {
            new Macro(plan, book, floors).run();
        }
        Path results = repository.resolve("bench").resolve("results");
        Writer.write(book, results, LocalDate.now().toString());
        System.out.println("Written to " + results);
    }

    private static Plan plan(Path repository, String flags, List<String> options) {
        if (options.contains("--profile")) System.setProperty(Profile.WANTED, "true");
        boolean quick = options.contains("--quick");
        List<String> only =
                options.stream().filter(option -> !option.startsWith("--")).toList();
        Path work = repository.resolve("bench").resolve("target").resolve("work");
        List<String> jvm = List.of(flags.split(" "));
        return quick
                ? new Plan(repository, work, jvm, 2, 3, 5, 64, only)
                : new Plan(repository, work, jvm, 5, ROUNDS, 10, 64, only);
    }
}
