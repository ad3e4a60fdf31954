package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.http.Application;
import dev.licet.http.Descriptors;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.PortInUse;
import dev.licet.http.SinglePort;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.config.ListenAddress;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// The open ports: one for each environment, then the dashboard's and one for metrics, where they are configured.
final class OpenPorts implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(OpenPorts.class.getName());

    private final Foundation foundation;
    private final Limits limits;
    private final Listener environments;
    private volatile Optional<SinglePort> dashboard = Optional.empty();
    private volatile Optional<SinglePort> metrics = Optional.empty();

    /// Opens the ports of the environments. Throws [PortInUse].
    OpenPorts(Foundation foundation, Application api) {
        this.foundation = foundation;
        Config config = foundation.config();
        limits = Descriptors.fitting(config.limits(), count(config));
        var setting = new Listener.Setting(
                ListenAddress.checked(Key.HOST, config.host()),
                config.test().port(),
                config.production().port(),
                new HostEnvironments(config.test().domain(), config.production().domain()),
                limits,
                config.deadlines(),
                config.transport());
        environments = Listener.open(setting, api, foundation.clock(), foundation.random());
    }

    private static int count(Config config) {
        return 2
                + (config.admin().port().isPresent() ? 1 : 0)
                + (config.metrics().isPresent() ? 1 : 0);
    }

    /// Tokens and licenses are served even where the port of the dashboard is taken.
    void openDashboard(Application pages) {
        var config = foundation.config();
        var admin = config.admin();
        try {
            dashboard = admin.port()
                    .map(port -> new SinglePort.Setting(
                            ListenAddress.checked(Key.ADMIN_HOST, admin.host()),
                            port,
                            limits,
                            config.deadlines(),
                            config.transport().proxies(),
                            admin.tls()))
                    .map(setting -> open(setting, pages));
        } catch (PortInUse taken) {
            LOGGER.log(Level.WARNING, "there is no dashboard: " + taken.getMessage());
        }
    }

    /// Throws [PortInUse].
    void openMetrics(Application page) {
        var config = foundation.config();
        metrics = config.metrics()
                .map(own -> new SinglePort.Setting(
                        ListenAddress.checked(Key.METRICS_HOST, own.host()), own.port(), limits, config.deadlines()))
                .map(setting -> open(setting, page));
    }

    private SinglePort open(SinglePort.Setting setting, Application application) {
        return SinglePort.open(setting, application, foundation.clock(), foundation.random());
    }

    int port(Environment environment) {
        return environments.port(environment);
    }

    Optional<Integer> dashboard() {
        return dashboard.map(SinglePort::port);
    }

    Optional<Integer> metrics() {
        return metrics.map(SinglePort::port);
    }

    /// Whether the ports of both environments accept connections; it is tried.
    boolean areReachable() {
        return environments.isReachable();
    }

    @Override
    public void close() {
        metrics.ifPresent(SinglePort::close);
        dashboard.ifPresent(SinglePort::close);
        environments.close();
    }
}
