package dev.licet.server.metrics;

import dev.licet.domain.Environment;
import dev.licet.domain.OutcomeCounts;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.drm.UpstreamOutcome;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Lanes;
import dev.licet.storage.load.ReadLoad;
import dev.licet.storage.load.WriteLoad;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Values that are read from their sources when the metrics page is requested.
public final class Gauges {
    private static final double NANOS = 1e9;

    private final PrometheusRegistry registry;

    /// @param registry where they are registered
    public Gauges(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /// Which version this is.
    public void version(String version) {
        Info.builder()
                .name("licet_build_info")
                .help("The version of the program.")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version);
    }

    /// What the ledger's writers have done and what waits for them.
    public void writes(Supplier<WriteLoad> load) {
        counter("licet_ledger_commits", "Transactions committed: how often the disk was waited for.", () -> load.get()
                .commits());
        counter(
                "licet_ledger_units",
                "Units of work in those transactions; units by commits is the batch size.",
                () -> load.get().units());
        CounterWithCallback.builder()
                .name("licet_ledger_wait")
                .help("How long those units waited, together, from their arrival to their commit.")
                .unit(Unit.SECONDS)
                .callback(told -> told.call(load.get().waited().toNanos() / NANOS))
                .register(registry);
        gauge("licet_ledger_waiting", "Units of work that wait for a writer now.", () -> load.get()
                .waiting());
    }

    /// What reads the database, and what waits to.
    public void reads(Supplier<ReadLoad> load) {
        gauge("licet_database_reads", "Connections that read now.", () -> load.get()
                .atWork());
        gauge("licet_database_reads_waiting", "Reads that wait for a connection now.", () -> load.get()
                .waiting());
        gauge("licet_database_reads_room", "How many connections may read at once.", () -> load.get()
                .room());
    }

    /// How many balances of an environment are under their mark.
    public void lowBalances(ToLongFunction<Environment> count) {
        GaugeWithCallback.builder()
                .name("licet_balances_low")
                .help("Balances that are under the mark that was set for them.")
                .labelNames("environment")
                .callback(told -> {
                    for (var environment : Environment.values())
                        told.call(count.applyAsLong(environment), environment.word());
                })
                .register(registry);
    }

    /// How other license servers are reached.
    public void upstreams(OutcomeCounts<UpstreamOutcome> watch) {
        CounterWithCallback.builder()
                .name("licet_upstream_calls")
                .help("Requests to other license servers by what became of them.")
                .labelNames("outcome")
                .callback(told -> {
                    for (var outcome : UpstreamOutcome.values()) told.call(watch.count(outcome), outcome.word());
                })
                .register(registry);
    }

    /// How the answers of two license services compare.
    public void dualRuns(OutcomeCounts<Outcome> watch) {
        CounterWithCallback.builder()
                .name("licet_dual_run_comparisons")
                .help("Requests that were sent to another license service too, by how the answers compare.")
                .labelNames("outcome")
                .callback(told -> {
                    for (var outcome : Outcome.values()) told.call(watch.count(outcome), outcome.word());
                })
                .register(registry);
    }

    /// What waits in the lanes for computing.
    public void lanes(Lanes lanes) {
        GaugeWithCallback.builder()
                .name("licet_lane_waiting")
                .help("Pieces of work that wait for a thread of their lane now.")
                .labelNames("lane")
                .callback(told -> {
                    told.call(lanes.reading().waiting(), "reads");
                    told.call(lanes.hashing().waiting(), "hashes");
                    told.call(lanes.packaging().waiting(), "packagers");
                    told.call(lanes.reporting().waiting(), "reports");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("licet_lane_room")
                .help("How many may wait in a lane; further ones are turned away.")
                .labelNames("lane")
                .callback(told -> {
                    told.call(room(lanes.reading()), "reads");
                    told.call(room(lanes.hashing()), "hashes");
                    told.call(room(lanes.packaging()), "packagers");
                    told.call(room(lanes.reporting()), "reports");
                })
                .register(registry);
    }

    private static int room(Lane lane) {
        return lane.size().waiting();
    }

    /// Whether this node takes requests.
    public void readiness(BooleanSupplier ready) {
        gauge("licet_ready", "1 while this node is ready for requests, else 0.", () -> ready.getAsBoolean() ? 1 : 0);
    }

    private void counter(String name, String help, Supplier<Number> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(value.get().doubleValue()))
                .register(registry);
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(told -> told.call(value.get().doubleValue()))
                .register(registry);
    }
}
