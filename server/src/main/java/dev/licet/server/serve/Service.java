package dev.licet.server.serve;

import dev.licet.crypto.Rsa;
import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.Dashboard;
import dev.licet.dashboard.Door;
import dev.licet.domain.StoreUnavailable;
import dev.licet.http.Application;
import dev.licet.http.PublicUrls;
import dev.licet.http.lane.Lanes;
import dev.licet.http.lane.Priority;
import dev.licet.server.admin.AdminApi;
import dev.licet.server.admin.AdminParts;
import dev.licet.server.api.LicenseEndpoint;
import dev.licet.server.config.Config;
import dev.licet.server.first.FirstStart;
import dev.licet.server.trace.Tracing;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.account.TestAccount;
import dev.licet.storage.dashboard.DashboardUser;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The running service: its parts, wired in the order of construction.
public final class Service implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Service.class.getName());
    private static final String STANDBYS = "the database has standbys and waits for none of them: a failover would lose"
            + " the charges and records of the last moments; set synchronous_standby_names";
    private static final int DEMO_PASSWORD_BYTES = 32;

    private final Foundation foundation;
    private final ServeLock lock;
    private final Addresses addresses;
    private final NodeHealth health;
    private final Lanes lanes;
    private final Observation observation;
    private final Tracing tracing;
    private final OpenPorts ports;
    private final LicenseEndpoint licenses;
    private final Dashboard pages;
    private final Optional<TestAccount> demo;
    private final Housekeeper housekeeper;
    private final BookSealing books;
    private final FileWatch files;

    /// Starts it. Throws [dev.licet.storage.DatabaseRefused], [AlreadyServing] or
    /// [dev.licet.http.PortInUse].
    public static Service start(Config config, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        var settings = DatabaseSettings.forService(config.place(), masterKey, clock, random)
                .waiting(config.startUp())
                .writingOn(Priority.IN_TURN.threads());
        var database = Database.open(settings);
        ServeLock lock = null;
        try {
            lock = ServeLock.take(config.data());
            return new Service(new Foundation(config, database, clock, random), lock);
        } catch (RuntimeException e) {
            if (lock != null) lock.close();
            database.close();
            throw e;
        }
    }

    private Service(Foundation foundation, ServeLock lock) {
        this.foundation = foundation;
        this.lock = lock;
        Database database = foundation.database();
        var firstStart = firstStart(foundation);
        firstStart.makeCredentials();

        var core = Core.on(foundation);
        lanes = Lanes.open(Foundation.processors());
        addresses = new Addresses(foundation.config());
        health = new NodeHealth(foundation, core.fairPlay());
        var endpoints = Endpoints.over(core, addresses, lanes, health.endpoint());
        observation = new Observation(
                database,
                lanes,
                endpoints.health()::isReady,
                core.outbound().limits().watch());
        var low = new LowBalanceWatch(database.administration().lowBalances());
        observation.lowBalances(low::count);
        observation.dualRuns(core.outbound().dualRuns());
        licenses = endpoints.licenses();
        pages = AdminPages.over(core, addresses, lanes);
        Application api = observation.measured(core.api(endpoints));
        pages.lend(api);
        tracing = Tracing.to(foundation.config().collector(), Observation.version());
        ports = new OpenPorts(foundation, tracing.follow(api));
        addresses.opened(ports);
        health.opened(ports);
        demo = openTheRest(firstStart, AdminPages.programs(core, lanes));
        housekeeper = new Housekeeper(
                database, foundation.clock(), foundation.config().recordsKept(), low);
        books = new BookSealing(database.books());
        files = new FileWatch(database);
        warnOfStandbys(database);
        Thread.ofPlatform().name("licet-crypto").daemon().start(Service::logEngine);
    }

    private static FirstStart firstStart(Foundation foundation) {
        Config config = foundation.config();
        return new FirstStart(foundation.database(), config.data(), foundation.clock(), foundation.random());
    }

    /// What comes once requests are answered. Whatever fails must not leave the ports open.
    private Optional<TestAccount> openTheRest(FirstStart firstStart, AdminParts programs) {
        Config config = foundation.config();
        try {
            ports.openDashboard(
                    new AdminApi(config.metrics().isPresent() ? pages : observation.pageBeside(pages), programs));
            ports.openMetrics(observation.page());
            return config.demo() ? firstStart.makeAccount() : Optional.empty();
        } catch (RuntimeException failure) {
            ports.close();
            throw failure;
        }
    }

    /// A database without the view that is asked has no standbys of this kind.
    private static void warnOfStandbys(Database database) {
        try {
            if (database.mayForgetOnFailover()) LOGGER.log(Level.WARNING, STANDBYS);
        } catch (StoreUnavailable unknown) {
            LOGGER.log(Level.DEBUG, unknown.getMessage());
        }
    }

    /// Runs beside the start, because a native library takes a moment to load.
    private static void logEngine() {
        LOGGER.log(Level.INFO, "RSA by " + Rsa.engine());
    }

    /// How the environments are reached.
    public PublicUrls urls() {
        return addresses.urls();
    }

    /// Where the dashboard is, if there is one.
    public Optional<URI> dashboard() {
        return addresses.dashboard();
    }

    /// Whether anybody can sign in to the dashboard.
    public boolean hasUsers() {
        return foundation.database().dashboard().users().list().stream().anyMatch(DashboardUser::enabled);
    }

    /// Every page of the dashboard, and everything that can be done on one.
    public List<Door> doors() {
        return pages.doors();
    }

    /// Where the metrics are, if they have a port of their own.
    public Optional<Integer> metricsPort() {
        return ports.metrics();
    }

    /// Opens a way in for a demonstration, to be called once at the first start on a database that is thrown
    /// away: whoever opens the address that comes back is signed in and sees a page that plays a film.
    public URI demonstrate() {
        var user = foundation
                .database()
                .dashboard()
                .users()
                .create("demo", Optional.empty(), unknownPassword())
                .orThrow();
        String path = pages.demonstrate(user, demo.orElseThrow().id());
        return dashboard().orElseThrow().resolve(path);
    }

    private SecretBytes unknownPassword() {
        byte[] bytes = new byte[DEMO_PASSWORD_BYTES];
        foundation.random().nextBytes(bytes);
        return SecretBytes.taking(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    /// The account that was made at this start.
    public Optional<TestAccount> demo() {
        return demo;
    }

    /// Completed, with what happened, when the database under the service is lost. Then [#abandon] is all that
    /// can be done.
    public CompletableFuture<String> loss() {
        return files.loss();
    }

    /// Nothing is waited for over a database that is lost.
    private void drain() {
        Duration delay = foundation.config().drain();
        if (delay.isZero()) return;
        LOGGER.log(Level.INFO, "draining: not ready any more, the ports stay open for {0} s", delay.toSeconds());
        var _ = files.loss()
                .copy()
                .completeOnTimeout("", delay.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /// Ends the service over a database that is lost. The database is left open: to close it would remove files
    /// of its names, and they may be somebody else's by now.
    public void abandon() {
        health.stopping();
        ports.close();
    }

    /// Says that it is not ready, goes on answering until balancers have noticed, lets the requests in work finish,
    /// and closes the database unless it is lost.
    @Override
    public void close() {
        health.stopping();
        drain();
        abandon();
        lanes.close();
        tracing.close();
        health.close();
        files.close();
        if (files.loss().isDone()) return;
        licenses.close();
        housekeeper.close();
        books.close();
        foundation.database().close();
        lock.close();
    }
}
