package dev.licet.bench.run;

import dev.licet.bench.report.Book;
import dev.licet.bench.run.Measurement.Entry;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.Place;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One node and two that share a PostgreSQL: what a request costs them and what it costs the database, next to a
/// service with the embedded one. All requests are of one account, whose books they have to write in turn.
///
/// The nodes share the server's core; PostgreSQL is on the generator's, because in production it has a machine of its
/// own.
public final class Nodes {
    /// The pool of connections of our own, which says that it starts and ends.
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    /// What the database may take for a request.
    private static final double TOKEN_MICROS = 40;
    private static final double LICENSE_MICROS = 120;

    /// Two nodes that share a core cannot answer more than one. With a core each they would answer two divided by this,
    /// 1.6, times as much.
    private static final double SHARED = 1.25;

    private final Plan plan;
    private final Book book;

    public Nodes(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
    }

    /// Nodes and the database that they share.
    record Cluster(List<Child> nodes, PostgresCluster postgres) implements Target {
        @Override
        public List<Integer> ports() {
            return nodes.stream().map(Child::port).toList();
        }

        @Override
        public double cpuSeconds() {
            return nodes.stream().mapToDouble(Child::cpuSeconds).sum();
        }

        /// What ends between the list and the look is missed; once it has ended, the first process has its time.
        @Override
        public double databaseSeconds() {
            return postgres.processes()
                    .mapToDouble(process -> Child.cpuSeconds(process.pid()))
                    .filter(seconds -> !Double.isNaN(seconds))
                    .sum();
        }
    }

    /// What is sent, and to whom.
    private record Side(Target target, Scenarios scenarios) {}

    /// Measures it all.
    public void run() {
        if (!PostgresCluster.isHere()) {
            System.out.println("no rows of nodes: the build has no PostgreSQL for this machine");
            return;
        }
        quieten();
        book.note("PostgreSQL runs on", "the load generator's core");
        try (var postgres = PostgresCluster.started()) {
            // Nothing goes on running when a run is stopped; closing it twice does no harm.
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            run(postgres);
        }
    }

    static void quieten() {
        POOL.setLevel(Level.WARNING);
    }

    private void run(PostgresCluster postgres) {
        Path first = plan.work().resolve("node-1");
        Path second = plan.work().resolve("node-2");
        Path file = configured(plan, postgres.emptyDatabase(), first);
        List<String> options = List.of("--config", file.toString());
        String authenticator = Serving.install(plan, first, options);
        Folder.forget(second);
        var config = Config.read(Optional.of(file), Map.of(Key.DATA, first.toString()));
        try (var one = Serving.start(plan, first, List.of(), options);
                var other = Serving.start(plan, second, List.of(), options);
                var world = new World(config, Serving.account(authenticator))) {
            var scenarios = new Scenarios(world, authenticator, Scenarios.POOL);
            besideEmbedded(
                    new Side(new Cluster(List.of(one), postgres), scenarios),
                    new Side(new Cluster(List.of(one, other), postgres), scenarios));
        }
    }

    /// All nodes read the same file, and so have the same master key.
    static Path configured(Plan plan, Place.Postgres place, Path first) {
        Path file = first.resolveSibling(first.getFileName() + ".properties");
        String settings = """
                database.url = %s
                database.user = %s
                master-key.file = %s
                """.formatted(place.url(), place.user(), first.resolve("master.key"));
        try {
            Files.createDirectories(plan.work());
            return Files.writeString(file, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void besideEmbedded(Side one, Side two) {
        Path data = plan.work().resolve("alone");
        String authenticator = Serving.install(plan, data);
        try (var server = Serving.start(plan, data);
                var world = new World(data, Serving.account(authenticator))) {
            var alone = new Side(server, new Scenarios(world, authenticator, Scenarios.POOL));
            new Measurement(plan.effort(), book).run("nodes", entries(alone, one, two));
        }
    }

    private List<Entry> entries(Side alone, Side one, Side two) {
        var entries = new ArrayList<Entry>();
        for (boolean license : new boolean[] {false, true}) {
            Subject single = subject(one, license, ", one node");
            var embedded = Comparison.over(floor(subject(alone, license, ", embedded database")));
            var node = Comparison.over(floor(single));
            var base = Comparison.NONE.atMost(license ? LICENSE_MICROS : TOKEN_MICROS);
            entries.add(new Entry(single, embedded, embedded, Comparison.NONE, base));
            Subject both = subject(two, license, ", two nodes");
            entries.add(new Entry(both, node, node.atMost(SHARED), Comparison.NONE, base));
        }
        return entries;
    }

    private Floor floor(Subject subject) {
        return new Floor(subject.name(), () -> subject.warmUp(plan.effort().warmUp()), () -> subject.flatOut()
                .speed());
    }

    private Subject subject(Side side, boolean license, String suffix) {
        Scenario scenario = license
                ? side.scenarios().widevine(false)
                : side.scenarios().tokens().getFirst();
        return new Subject(
                side.target(),
                new Scenario(scenario.name() + suffix, scenario.prepare()),
                Plan.CONNECTIONS,
                plan.effort().seconds());
    }
}
