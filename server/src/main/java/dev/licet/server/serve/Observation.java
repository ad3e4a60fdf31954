package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.domain.OutcomeCounts;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.drm.UpstreamOutcome;
import dev.licet.http.Application;
import dev.licet.http.lane.Lanes;
import dev.licet.server.metrics.Gauges;
import dev.licet.server.metrics.Measured;
import dev.licet.server.metrics.Meters;
import dev.licet.server.metrics.MetricsPage;
import dev.licet.server.metrics.NothingElse;
import dev.licet.storage.Database;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/// What is measured, and the page that shows it.
final class Observation {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauges gauges;
    private final Meters meters;

    /// @param ready whether this node takes requests
    /// @param calls told how other license servers are reached
    Observation(Database database, Lanes lanes, BooleanSupplier ready, OutcomeCounts<UpstreamOutcome> calls) {
        JvmMetrics.builder().register(registry);
        gauges = new Gauges(registry);
        gauges.version(version());
        gauges.writes(database::load);
        gauges.reads(database::reading);
        gauges.lanes(lanes);
        gauges.upstreams(calls);
        gauges.readiness(ready);
        meters = new Meters(registry);
    }

    /// Of the program.
    static String version() {
        return Observation.class.getModule().getDescriptor().rawVersion().orElse("unknown");
    }

    /// Shows how many balances of an environment are low.
    void lowBalances(ToLongFunction<Environment> count) {
        gauges.lowBalances(count);
    }

    /// Shows how the answers of two license services compare.
    void dualRuns(OutcomeCounts<Outcome> watch) {
        gauges.dualRuns(watch);
    }

    /// The same application, counted and timed.
    Application measured(Application application) {
        return new Measured(application, meters, System::nanoTime);
    }

    /// The page of the metrics on a port that has other pages too.
    Application pageBeside(Application others) {
        return new MetricsPage(registry, others);
    }

    /// The page of the metrics on a port of its own.
    Application page() {
        return pageBeside(new NothingElse());
    }
}
