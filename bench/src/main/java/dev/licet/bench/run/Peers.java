package dev.licet.bench.run;

import dev.licet.bench.peer.HandWritten;
import dev.licet.bench.report.Book;
import dev.licet.bench.run.Measurement.Entry;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.Place;
import dev.licet.storage.testing.PostgresCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A token of the service beside what a team would write by hand ([HandWritten]), and beside a Redis that forces each
/// change to the disk. PostgreSQL is on the generator's core, for both.
public final class Peers {
    /// How many times as many tokens per second.
    private static final double WANTED = 5;

    private final Plan plan;
    private final Book book;

    public Peers(Plan plan, Book book) {
        this.plan = plan;
        this.book = book;
    }

    /// Measures what is here.
    public void run() {
        if (!PostgresCluster.isHere()) {
            System.out.println("no rows of peers: the build has no PostgreSQL for this machine");
            return;
        }
        Nodes.quieten();
        try (var postgres = PostgresCluster.started()) {
            // Nothing goes on running when a run is stopped; closing it twice does no harm.
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            run(postgres);
        }
    }

    private void run(PostgresCluster postgres) {
        Path own = plan.work().resolve("peer-own");
        Path shared = plan.work().resolve("peer-postgres");
        String embedded = Serving.install(plan, own);
        Folder.forget(shared);
        Path file = Nodes.configured(plan, postgres.emptyDatabase(), shared);
        List<String> options = List.of("--config", file.toString());
        String stored = Serving.install(plan, shared, options);
        var config = Config.read(Optional.of(file), Map.of(Key.DATA, shared.toString()));
        try (var peer = start(postgres.emptyDatabase(), embedded);
                var server = Serving.start(plan, own);
                var node = Serving.start(plan, shared, List.of(), options);
                var world = new World(own, Serving.account(embedded));
                var other = new World(config, Serving.account(stored))) {
            var asked = new Scenarios(world, embedded, Scenarios.POOL).tokens().getFirst();
            var theirs = new Nodes.Cluster(List.of(peer), postgres);
            Floor hand = floor(subject(theirs, "Tomcat, JWT and one insert, written by hand", asked));
            var entries = new ArrayList<Entry>();
            entries.add(beside(hand, subject(server, "Widevine token, embedded database", asked)));
            var storedToken =
                    new Scenarios(other, stored, Scenarios.POOL).tokens().getFirst();
            var ours = new Nodes.Cluster(List.of(node), postgres);
            entries.add(beside(hand, subject(ours, "Widevine token, PostgreSQL", storedToken)));
            measure(entries, subject(server, "Widevine token, embedded database, beside Redis", asked));
        }
    }

    /// The floor of Redis says nothing of how many it should be: it does none of the work of a token.
    private void measure(List<Entry> entries, Subject token) {
        var measurement = new Measurement(plan.effort(), book);
        if (!Redis.isHere()) {
            System.out.println("no row of Redis: there is no redis-server here (Debian: redis-server)");
            measurement.run("peers", entries);
            return;
        }
        try (var redis = Redis.start(plan.work().resolve("redis"), plan.effort().floorSeconds())) {
            var floor = new Floor("Redis, appendfsync always, SET of 200 bytes", redis::round);
            entries.add(new Entry(token, Comparison.over(floor), Comparison.over(floor)));
            measurement.run("peers", entries);
        }
    }

    private static Entry beside(Floor hand, Subject token) {
        return new Entry(token, Comparison.over(hand).atLeast(WANTED), Comparison.over(hand));
    }

    private Floor floor(Subject peer) {
        return new Floor(peer.name(), () -> peer.warmUp(plan.effort().warmUp()), () -> peer.flatOut()
                .speed());
    }

    private Subject subject(Target target, String name, Scenario asked) {
        var scenario = new Scenario(name, asked.prepare());
        return new Subject(target, scenario, Plan.CONNECTIONS, plan.effort().seconds());
    }

    private Child start(Place.Postgres place, String authenticator) {
        int port = Child.freePort();
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(plan.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HandWritten.class.getName()));
        command.addAll(List.of(Integer.toString(port), place.url(), place.user(), authenticator));
        return Child.start(command, plan.work().resolve("peer.log"), port, "/");
    }
}
