package dev.licet.bench;

import dev.licet.bench.micro.Micro;
import dev.licet.bench.report.Agreement;
import dev.licet.bench.report.Book;
import dev.licet.bench.report.Writer;
import dev.licet.bench.run.Effort;
import dev.licet.bench.run.Floors;
import dev.licet.bench.run.Growth;
import dev.licet.bench.run.Host;
import dev.licet.bench.run.Macro;
import dev.licet.bench.run.Nodes;
import dev.licet.bench.run.Peers;
import dev.licet.bench.run.Plan;
import dev.licet.bench.run.Profile;
import dev.licet.bench.run.StorageCost;
import dev.licet.bench.timing.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Measures everything and writes it down. Started by `bench/run`, which describes the arguments.
public final class Main {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm");

    private static final List<String> PARTS = List.of(
            "floors",
            "micro",
            "storage",
            "growth",
            "start",
            "token",
            "keystore",
            "widevine",
            "fairplay",
            "storm",
            "nodes",
            "peers");

    private Main() {}

    /// @param arguments the clone, the flags of the service's JVM, then options
    public static void main(String[] arguments) throws Exception {
        var repository = Path.of(arguments[0]);
        String flags = arguments[1];
        var options = List.of(arguments).subList(2, arguments.length);
        if (options.contains("--agree")) {
            System.out.print(Agreement.of(Path.of(options.get(1)), Path.of(options.get(2))));
            return;
        }
        if (options.contains("timing")) {
            Timing.run(repository.resolve("bench/target/work").toString(), options.subList(1, options.size()));
            return;
        }
        Plan plan = plan(repository, flags, options);
        if (!PARTS.containsAll(plan.only())) {
            System.err.println(
                    "bench: options are --quick, --profile, --growth-in DIR; parts are " + String.join(", ", PARTS));
            System.exit(2);
        }
        Files.createDirectories(plan.work());
        var book = new Book(Host.describe(repository, flags, plan.work()));
        try (var floors = new Floors(plan, book)) {
            writeAtTheEnd(book, floors, repository.resolve("bench").resolve("results"));
            measure(plan, book, floors);
        }
    }

    /// Also when it is stopped.
    private static void writeAtTheEnd(Book book, Floors floors, Path results) {
        String name = LocalDateTime.now().format(NAME);
        Host.Ticks before = Host.ticks();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            book.note("taken away by the host", Host.ticks().stolenSince(before));
            floors.write();
            write(book, results, name);
        }));
    }

    private static void measure(Plan plan, Book book, Floors floors) throws Exception {
        if (plan.wants("floors")) floors.run();
        if (plan.wants("micro")) Micro.run(plan, book);
        if (plan.wants("storage")) new StorageCost(plan, book).run();
        if (plan.wants("growth")) new Growth(plan, book).run();
        if (plan.wants("nodes")) new Nodes(plan, book).run();
        if (plan.wants("peers")) new Peers(plan, book).run();
        if (Macro.isWanted(plan)) new Macro(plan, book, floors).run();
    }

    private static void write(Book book, Path results, String name) {
        try {
            Writer.write(book, results, name);
            System.out.println("Written to " + results.resolve(name) + ".md");
        } catch (IOException failure) {
            System.err.println("bench: cannot write " + results + ": " + failure.getMessage());
        }
    }

    private static Plan plan(Path repository, String flags, List<String> options) {
        var parts = new ArrayList<String>();
        var effort = Effort.FULL;
        Path work = repository.resolve("bench").resolve("target").resolve("work");
        Path growth = work;
        for (Iterator<String> rest = options.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--quick" -> effort = Effort.QUICK;
                case "--profile" -> System.setProperty(Profile.WANTED, "true");
                // Without a folder it is told what the options are, as after an unknown part.
                case "--growth-in" -> {
                    if (rest.hasNext()) growth = Path.of(rest.next()).toAbsolutePath();
                    else parts.add(option);
                }
                default -> parts.add(option);
            }
        }
        return new Plan(repository, work, growth, List.of(flags.split(" ")), effort, parts);
    }
}
