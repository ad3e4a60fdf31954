package dev.licet.server.serve;

import dev.licet.crypto.Authorities;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.Dashboard;
import dev.licet.dashboard.DashboardWorld;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.keystore.KeyStorage;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Callers;
import dev.licet.domain.request.TokenIssuer;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.FairPlayOptions;
import dev.licet.drm.LicenseIssuer;
import dev.licet.drm.Permits;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.drm.credential.UsableFairPlayCredentials;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.http.Application;
import dev.licet.http.Descriptors;
import dev.licet.http.HostEnvironments;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.PortInUse;
import dev.licet.http.PublicUrls;
import dev.licet.http.SinglePort;
import dev.licet.http.lane.Lanes;
import dev.licet.keys.cpix.CpixDoor;
import dev.licet.keys.speke.CopyProtection;
import dev.licet.server.api.Api;
import dev.licet.server.api.CertificateEndpoint;
import dev.licet.server.api.CpixEndpoint;
import dev.licet.server.api.ExplainEndpoint;
import dev.licet.server.api.HealthEndpoint;
import dev.licet.server.api.KeystoreEndpoint;
import dev.licet.server.api.PackagerDoor;
import dev.licet.server.api.Parties;
import dev.licet.server.api.Reads;
import dev.licet.server.api.RecordEndpoint;
import dev.licet.server.api.RecordStreamEndpoint;
import dev.licet.server.api.RightsEndpoint;
import dev.licet.server.api.SpekeEndpoint;
import dev.licet.server.api.TokenEndpoint;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.config.ListenAddress;
import dev.licet.server.first.FirstStart;
import dev.licet.server.health.Check;
import dev.licet.server.health.DatabaseChecks;
import dev.licet.server.health.Finding;
import dev.licet.server.metrics.Gauges;
import dev.licet.server.metrics.Measured;
import dev.licet.server.metrics.Meters;
import dev.licet.server.metrics.MetricsPage;
import dev.licet.server.metrics.NothingElse;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.account.TestAccount;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The running service: everything, wired in the order of construction.
public final class Service implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Service.class.getName());
    private static final String STANDBYS = "the database has standbys and waits for none of them: a failover would lose"
            + " the charges and records of the last moments; set synchronous_standby_names";
    private static final int UNATTRIBUTED_RECORDS_PER_SECOND = 20;
    private static final int DEMO_PASSWORD_BYTES = 32;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LONG_LOOKS = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT_FOR_CRYPTOGRAPHY = Duration.ofSeconds(2);

    private final SecureRandom random;
    private final ServeLock lock;
    private final Database database;
    private final Lanes lanes;
    private final Limits limits;
    private final Listener listener;
    private final Dashboard pages;
    private final Optional<SinglePort> dashboard;
    private final Optional<SinglePort> metrics;
    private final Housekeeper housekeeper;
    private final FileWatch files;
    private final ClockWatch time;
    private final PublicUrls urls;
    private final Optional<TestAccount> demo;
    private volatile boolean stopping;

    /// Starts it. Throws [dev.licet.storage.DatabaseRefused], [AlreadyServing] or
    /// [dev.licet.http.PortInUse].
    public static Service start(Config config, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        config.admin().openId().ifPresent(Service::requireSecret);
        requireAddresses(config);
        var settings = DatabaseSettings.forService(config.place(), masterKey, clock, random)
                .waiting(config.startUp());
        var database = Database.open(settings);
        ServeLock lock = null;
        try {
            lock = ServeLock.take(config.data());
            return new Service(config, new Opened(database, lock), clock, random);
        } catch (RuntimeException e) {
            if (lock != null) lock.close();
            database.close();
            throw e;
        }
    }

    /// Throws [dev.licet.server.config.BadConfig] when a name to listen on does not resolve. To be asked before
    /// anything is written.
    public static void requireAddresses(Config config) {
        ListenAddress.checked(Key.HOST, config.host());
        if (config.admin().port().isPresent())
            ListenAddress.checked(Key.ADMIN_HOST, config.admin().host());
    }

    /// What was opened before the wiring, and is closed again if that fails.
    private record Opened(Database database, ServeLock lock) {}

    /// A start without it would let nobody in who comes from the provider, and say so to them alone.
    private static void requireSecret(OpenIdSetting setting) {
        setting.secretFile().ifPresent(file -> {
            try {
                if (!Files.readString(file).isBlank()) return;
            } catch (IOException unreadable) {
                throw new BadConfig("admin.openid.client-secret-file: cannot read " + file);
            }
            throw new BadConfig("admin.openid.client-secret-file: " + file + " is empty");
        });
    }

    private Service(Config config, Opened opened, InstantSource clock, SecureRandom random) {
        this.random = random;
        lock = opened.lock();
        database = opened.database();
        time = new ClockWatch(clock);
        var firstStart = new FirstStart(database, config.data(), clock, random);
        firstStart.makeCredentials();

        var callers = new Callers(database.accounts());
        var sealer = new TokenSealer(database.sealingKeys(), random);
        var unattributed = new RecordThrottle(clock, UNATTRIBUTED_RECORDS_PER_SECOND);
        var plugIns = PlugIns.load(config.plugIns());
        var installed = InstalledDerivations.with(plugIns);
        var leftOut = new UnusableCredentials(database.administration().fairPlay()::list, installed);
        leftOut.look();
        var usable = new UsableFairPlayCredentials(database.fairPlayCredentials(), installed);
        var provider = new KeyProvider(
                new KeyProvider.Ports(
                        database.packagedKeys(),
                        database.packagerSeeds(),
                        database.packagingSettings(),
                        database.playReadySetups(),
                        database.ledger()),
                clock,
                random);
        var tokens = new TokenIssuer(
                callers,
                usable,
                new TokenIssuer.Keys(database.storedKeys(), Optional.of(provider)),
                database.ledger(),
                sealer,
                unattributed,
                clock,
                random);

        Authorities trust = CaFile.of(config);
        UpstreamLimits upstream = config.upstream().trusting(trust);
        var embedded = testAnd(config.widevineInProduction());
        var widevine = DrmSystems.widevine(
                database.widevineTrust(),
                database.widevineBackEnds(),
                database.sealingKeys(),
                clock,
                random,
                options(upstream, embedded));
        var playReady = DrmSystems.playReady(database.playReadySetups(), upstream, clock, random);
        var fairPlay = DrmSystems.fairPlay(
                database.fairPlayCredentials(),
                new FairPlayOptions(plugIns, config.spcTransport().map(TransportFile::read), upstream),
                clock,
                random);
        var licenses = new LicenseIssuer(
                List.of(widevine, fairPlay, DrmSystems.clearKey(), playReady),
                sealer,
                database.accounts(),
                database.ledger(),
                database.pseudonym(),
                unattributed,
                new Permits(Runtime.getRuntime().availableProcessors(), LONGEST_WAIT_FOR_CRYPTOGRAPHY),
                clock);

        var ports = new CompletableFuture<Listener>();
        var addresses = new ConcurrentHashMap<Environment, URI>();
        urls = new PublicUrls(any -> addresses.computeIfAbsent(any, one -> url(config, one, ports)));
        var explainer =
                new Explainer(database.accounts(), database.records(), database.ledger()::progress, sealer, clock);
        lanes = Lanes.open(Runtime.getRuntime().availableProcessors());
        var reads = new Reads(lanes.reading());
        var endpoints = new Api.Endpoints(
                new TokenEndpoint(tokens::issue, urls),
                new RightsEndpoint(licenses::redeem),
                new CertificateEndpoint(usable, database.widevineTrust(), embedded),
                new RecordEndpoint(callers, database.records(), reads),
                new RecordStreamEndpoint(callers, database.records(), database.recordTail(), reads),
                new KeystoreEndpoint(
                        callers,
                        new KeyStorage(database.contentKeys(), database.ledger(), clock, random),
                        urls,
                        database.audit(),
                        config.keystoreRequests(),
                        reads),
                packagers(callers, provider, urls, random),
                new ExplainEndpoint(callers, explainer, reads),
                new HealthEndpoint(database::isWhole, checks(ports, leftOut)));
        var clearKey = testAnd(config.clearKeyInProduction());
        var api = new Api(endpoints, new Parties(callers, sealer), clearKey);
        var health = endpoints.health();
        var registry = new PrometheusRegistry();
        observe(registry, health::isReady);
        limits = Descriptors.fitting(config.limits(), portCount(config));
        listener = Listener.open(
                listening(config, limits), new Measured(api, new Meters(registry), System::nanoTime), clock, random);
        ports.complete(listener);
        pages = new Dashboard(new DashboardWorld(
                database,
                tokens::issueFor,
                tokens::preview,
                sealer,
                explainer,
                new WidevineUpstreamCheck(upstream, clock, random),
                installed,
                urls,
                clearKey,
                config.admin().openId().map(setting -> new OpenId(setting, trust.context(), clock)),
                () -> dashboard(config).orElseThrow(),
                lanes,
                config.admin().isSecure(),
                clock,
                random));
        dashboard = openDashboard(
                config, config.metrics().isPresent() ? pages : new MetricsPage(registry, pages), clock, random);
        metrics = openMetrics(config, registry, clock, random);
        demo = afterOpening(config, firstStart);
        housekeeper = new Housekeeper(database.housekeeping());
        files = new FileWatch(database);
        warnOfStandbys(database);
        Thread.ofPlatform().name("licet-crypto").daemon().start(Service::tellEngine);
    }

    /// One processor of two works for packagers at most, so that players do not wait for them.
    private static Api.PackagerEndpoints packagers(
            Callers callers, KeyProvider provider, PublicUrls urls, SecureRandom random) {
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var door = new PackagerDoor(callers, provider, atOnce);
        Function<Environment, String> keyUrl = environment -> urls.of(environment) + "/hms/ck/key";
        return new Api.PackagerEndpoints(
                new SpekeEndpoint(door, new CopyProtection(provider, random), keyUrl),
                new CpixEndpoint(door, new CpixDoor(provider), keyUrl));
    }

    /// A product without the view that is asked has no standbys of this kind.
    private static void warnOfStandbys(Database database) {
        try {
            if (database.mayForgetOnFailover()) LOGGER.log(Level.WARNING, STANDBYS);
        } catch (StoreUnavailable unknown) {
            LOGGER.log(Level.DEBUG, unknown.getMessage());
        }
    }

    /// Beside the start, because a native library takes a moment to load.
    private static void tellEngine() {
        LOGGER.log(Level.INFO, "RSA by " + Rsa.engine());
    }

    private static int portCount(Config config) {
        return 2
                + (config.admin().port().isPresent() ? 1 : 0)
                + (config.metrics().isPresent() ? 1 : 0);
    }

    /// Tokens and licenses are served even where the dashboard's port is taken; whatever else goes wrong must
    /// not leave the other ports open.
    private Optional<SinglePort> openDashboard(
            Config config, Application pages, InstantSource clock, SecureRandom random) {
        var admin = config.admin();
        try {
            return admin.port()
                    .map(port -> new SinglePort.Setting(
                            ListenAddress.checked(Key.ADMIN_HOST, admin.host()),
                            port,
                            limits,
                            config.deadlines(),
                            config.transport().proxies(),
                            admin.tls()))
                    .map(setting -> SinglePort.open(setting, pages, clock, random));
        } catch (PortInUse taken) {
            LOGGER.log(Level.WARNING, "there is no dashboard: " + taken.getMessage());
            return Optional.empty();
        } catch (RuntimeException failure) {
            listener.close();
            throw failure;
        }
    }

    private void observe(PrometheusRegistry registry, BooleanSupplier ready) {
        JvmMetrics.builder().register(registry);
        var gauges = new Gauges(registry);
        gauges.version(Service.class.getModule().getDescriptor().rawVersion().orElse("unknown"));
        gauges.writes(database::load);
        gauges.lanes(lanes);
        gauges.readiness(ready);
    }

    /// A port of their own for the metrics, where one is configured.
    private Optional<SinglePort> openMetrics(
            Config config, PrometheusRegistry registry, InstantSource clock, SecureRandom random) {
        try {
            return config.metrics()
                    .map(own -> new SinglePort.Setting(
                            ListenAddress.checked(Key.METRICS_HOST, own.host()),
                            own.port(),
                            limits,
                            config.deadlines()))
                    .map(setting ->
                            SinglePort.open(setting, new MetricsPage(registry, new NothingElse()), clock, random));
        } catch (RuntimeException failure) {
            dashboard.ifPresent(SinglePort::close);
            listener.close();
            throw failure;
        }
    }

    /// Where the metrics are, if they have a port of their own.
    public Optional<Integer> metricsPort() {
        return metrics.map(SinglePort::port);
    }

    private Optional<TestAccount> afterOpening(Config config, FirstStart firstStart) {
        try {
            return config.demo() ? firstStart.makeAccount() : Optional.empty();
        } catch (RuntimeException e) {
            dashboard.ifPresent(SinglePort::close);
            listener.close();
            throw e;
        }
    }

    private static Set<Environment> testAnd(boolean production) {
        return production ? EnumSet.allOf(Environment.class) : EnumSet.of(Environment.TEST);
    }

    private static WidevineOptions options(UpstreamLimits upstream, Set<Environment> embedded) {
        var standard = WidevineOptions.STANDARD;
        return new WidevineOptions(embedded, standard.defaultLevel(), standard.renewal(), upstream);
    }

    private static URI url(Config config, Environment environment, CompletableFuture<Listener> ports) {
        return config.of(environment)
                .url()
                .orElseGet(() -> URI.create(
                        scheme(config.isSecure(environment)) + "://" + ListenAddress.inUrl(Key.HOST, config.host())
                                + ":" + ports.join().port(environment)));
    }

    private static String scheme(boolean secure) {
        return secure ? "https" : "http";
    }

    private static Listener.Setting listening(Config config, Limits limits) {
        return new Listener.Setting(
                ListenAddress.checked(Key.HOST, config.host()),
                config.test().port(),
                config.production().port(),
                new HostEnvironments(config.test().domain(), config.production().domain()),
                limits,
                config.deadlines(),
                config.transport());
    }

    /// What must be well before requests are sent to this node.
    private List<Check> checks(CompletableFuture<Listener> ports, UnusableCredentials leftOut) {
        var stored = new DatabaseChecks(database);
        return List.of(
                new Check("node", () -> stopping ? new Finding.Unwell("this node is about to stop") : Finding.WELL),
                new Check("ports", () -> ports(ports)).atMostOnceIn(BETWEEN_LOOKS, System::nanoTime),
                new Check("files", stored::files),
                new Check("database", stored::answers).atMostOnceIn(BETWEEN_LOOKS, System::nanoTime),
                new Check("fairplay", leftOut::look).atMostOnceIn(BETWEEN_LONG_LOOKS, System::nanoTime),
                new Check("clock", time::finding));
    }

    /// Both are tried: that the one that was asked accepts says nothing about the other.
    private static Finding ports(CompletableFuture<Listener> ports) {
        boolean reached = ports.isDone() && ports.join().isReachable();
        return reached ? Finding.WELL : new Finding.Unwell("a port does not accept connections");
    }

    /// How the environments are reached.
    public PublicUrls urls() {
        return urls;
    }

    /// Where the dashboard is, if there is one.
    public Optional<URI> dashboard(Config config) {
        return dashboard.map(port -> config.admin()
                .url()
                .orElseGet(() -> URI.create(scheme(config.admin().isSecure()) + "://"
                        + ListenAddress.inUrl(Key.ADMIN_HOST, config.admin().host()) + ":" + port.port() + "/admin")));
    }

    /// Opens a way in for a demonstration, to be called once at the first start on a database that is thrown
    /// away: whoever opens the address that comes back is signed in and sees a page that plays a film.
    public URI demonstrate(Config config) {
        byte[] bytes = new byte[DEMO_PASSWORD_BYTES];
        random.nextBytes(bytes);
        String letters = HexFormat.of().formatHex(bytes);
        var nobodysPassword = SecretBytes.taking(letters.getBytes(StandardCharsets.US_ASCII));
        var user = database.dashboard()
                .users()
                .create("demo", Optional.empty(), nobodysPassword)
                .orThrow();
        String path = pages.demonstrate(user, demo.orElseThrow().id());
        return dashboard(config).orElseThrow().resolve(path);
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

    /// Ends the service over a database that is lost. The database is left open: to close it would remove files
    /// of its names, and they may be somebody else's by now.
    public void abandon() {
        stopping = true;
        metrics.ifPresent(SinglePort::close);
        dashboard.ifPresent(SinglePort::close);
        listener.close();
    }

    /// Says that it is not ready, lets the requests in work finish, and closes the database unless it is lost.
    @Override
    public void close() {
        abandon();
        lanes.close();
        time.close();
        files.close();
        if (files.loss().isDone()) return;
        housekeeper.close();
        database.close();
        lock.close();
    }
}
