package dev.licet.server.config;

import dev.licet.dashboard.openid.OpenIdSetting;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.drm.UpstreamLimits;
import dev.licet.http.Deadlines;
import dev.licet.http.Limits;
import dev.licet.http.Listener;
import dev.licet.http.TlsFiles;
import dev.licet.server.trace.Tracing.Collector;
import dev.licet.storage.Place;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Everything that can be configured. Secrets are paths.
///
/// @param host           the address to listen on
/// @param data           the directory of the database
/// @param server         the database that several nodes share; empty for the embedded one
/// @param masterKeyFile  where the master key is
/// @param pkcs11         what wraps the master key in its file; empty when the file holds the key itself
/// @param test           the test environment
/// @param production     the production environment
/// @param deadlines      how long clients may take
/// @param drain          how long a node that is told to stop goes on answering, while ready says that it is not
/// @param limits         how much they may send
/// @param transport      TLS, and the proxies whose word counts
/// @param keystoreRequests how many changes of the key storage are in work at once
/// @param upstream       how long and how often other Widevine license servers are asked
/// @param widevineInProduction whether the embedded Widevine back end serves in production too
/// @param clearKeyInProduction whether Clear Key is there in production too
/// @param spcTransport   the file that opens FairPlay SPCs of version 3; empty to refuse those
/// @param plugIns        the folder of plug-ins; it may be missing
/// @param admin          the dashboard
/// @param metrics        the port of the metrics; empty where they are on the dashboard's
/// @param collector      where spans go; empty for none
/// @param demo           whether a start without any account makes one for trying things out
/// @param caFile         certificates of private authorities, which the service believes when it asks others
/// @param shown          the certificate that the service shows to license servers that ask for one
/// @param recordsKept    for how long records are kept; empty for ever
/// @param log            what is logged, and how
public record Config(
        String host,
        Path data,
        Optional<SharedDatabase> server,
        Path masterKeyFile,
        Optional<Pkcs11> pkcs11,
        World test,
        World production,
        Deadlines deadlines,
        Duration drain,
        Limits limits,
        Listener.Transport transport,
        int keystoreRequests,
        UpstreamLimits upstream,
        boolean widevineInProduction,
        boolean clearKeyInProduction,
        Optional<Path> spcTransport,
        Path plugIns,
        Admin admin,
        Optional<Metrics> metrics,
        Optional<Collector> collector,
        boolean demo,
        Optional<Path> caFile,
        Optional<TlsFiles> shown,
        Optional<Duration> recordsKept,
        Log log) {

    /// One environment.
    ///
    /// @param port   0 for any free one
    /// @param url    how players reach it; empty for this machine and the port
    /// @param domain host names in this domain mean this environment
    public record World(int port, Optional<URI> url, Optional<String> domain) {}

    /// An AES key in a hardware module.
    ///
    /// @param library the vendor's library
    /// @param slot    which of its slots, counted from 0
    /// @param label   the name of the key
    /// @param pinFile where the PIN is
    public record Pkcs11(Path library, int slot, String label, Path pinFile) {}

    /// The dashboard.
    ///
    /// @param host the address to listen on; the machine's own unless configured
    /// @param port 0 for any free one; empty for no dashboard
    /// @param url    how browsers reach it; empty for this machine and the port
    /// @param openId who else says who somebody is
    /// @param tls    empty for plain HTTP
    public record Admin(
            String host,
            Optional<Integer> port,
            Optional<URI> url,
            Optional<OpenIdSetting> openId,
            Optional<TlsFiles> tls) {

        /// Whether browsers reach it over TLS, from here or from a proxy.
        public boolean isSecure() {
            return url.map(address -> "https".equals(address.getScheme())).orElse(tls.isPresent());
        }
    }

    /// A port for metrics alone.
    ///
    /// @param host the address to listen on
    /// @param port 0 for any free one
    public record Metrics(String host, int port) {}

    /// The log.
    ///
    /// @param level  what is logged
    /// @param format what a line looks like
    /// @param access whether each answer leaves a line
    public record Log(LogLevel level, LogFormat format, boolean access) {
        /// Before the configuration is known, and for commands.
        public static final Log OF_COMMANDS = new Log(LogLevel.WARNING, LogFormat.TEXT, false);
    }

    private static final String OFF = "off";
    private static final int HIGHEST_PORT = 65535;
    private static final int MOST = 1 << 24;

    /// Reads the file, if any, under what the environment and the command line say. Throws [BadConfig].
    public static Config read(Optional<Path> file, Map<Key, String> over) {
        var values = new Values(file, over);
        requireTwoPorts(values);
        Path data = Path.of(values.text(Key.DATA));
        return new Config(
                values.text(Key.HOST),
                data,
                server(values),
                values.optional(Key.MASTER_KEY_FILE).map(Path::of).orElse(data.resolve("master.key")),
                values.optional(Key.MASTER_KEY_PKCS11_LIBRARY).map(library -> pkcs11(values, library)),
                world(values, Key.TEST_PORT, Key.TEST_URL, Key.TEST_DOMAIN),
                world(values, Key.PRODUCTION_PORT, Key.PRODUCTION_URL, Key.PRODUCTION_DOMAIN),
                deadlines(values),
                values.durationOrNone(Key.DRAIN_DELAY),
                limits(values),
                transport(values),
                values.number(Key.LIMIT_KEYSTORE, 1, MOST),
                upstream(values),
                values.yes(Key.WIDEVINE_EMBEDDED_IN_PRODUCTION),
                values.yes(Key.CLEARKEY_IN_PRODUCTION),
                values.optional(Key.FAIRPLAY_V3_TRANSPORT_FILE).map(Path::of),
                values.optional(Key.PLUGINS).map(Path::of).orElse(data.resolve("plugins")),
                admin(values),
                metrics(values),
                collector(values),
                values.yes(Key.DEMO),
                values.optional(Key.TLS_CA_FILE).map(Path::of),
                values.tls(Key.UPSTREAM_TLS_CERTIFICATE, Key.UPSTREAM_TLS_KEY, Optional.empty()),
                values.days(Key.RECORDS_KEEP),
                new Log(values.level(Key.LOG_LEVEL), values.logFormat(Key.LOG_FORMAT), values.yes(Key.LOG_ACCESS)));
    }

    private static void requireTwoPorts(Values values) {
        int test = values.number(Key.TEST_PORT, 0, HIGHEST_PORT);
        if (test == 0 || test != values.number(Key.PRODUCTION_PORT, 0, HIGHEST_PORT)) return;
        throw new BadConfig(Key.TEST_PORT.text() + " and " + Key.PRODUCTION_PORT.text() + ": both are " + test
                + "; each environment needs a port of its own");
    }

    private static Pkcs11 pkcs11(Values values, String library) {
        return new Pkcs11(
                Path.of(library),
                values.number(Key.MASTER_KEY_PKCS11_SLOT, 0, MOST),
                values.text(Key.MASTER_KEY_PKCS11_LABEL),
                Path.of(values.text(Key.MASTER_KEY_PKCS11_PIN_FILE)));
    }

    /// A PostgreSQL database.
    ///
    /// @param url          its JDBC URL
    /// @param user         the role
    /// @param passwordFile the file whose first line is the role's password
    /// @param startUp      how long a service that starts waits for it to answer
    public record SharedDatabase(String url, String user, Optional<Path> passwordFile, Duration startUp) {
        private Place place() {
            try {
                return passwordFile
                        .map(file -> Place.Postgres.withPasswordIn(url, user, file))
                        .orElseGet(() -> new Place.Postgres(url, user, Optional.empty()));
            } catch (IllegalArgumentException noSuchUrl) {
                throw new BadConfig(
                        Key.DATABASE_URL.text() + Thrown.words(noSuchUrl).replaceFirst("^url", ""));
            }
        }
    }

    private static Optional<SharedDatabase> server(Values values) {
        Duration startUp = values.durationOrNone(Key.DATABASE_WAIT);
        return values.optional(Key.DATABASE_URL)
                .map(url -> new SharedDatabase(
                        url,
                        values.text(Key.DATABASE_USER),
                        values.optional(Key.DATABASE_PASSWORD_FILE).map(Path::of),
                        startUp));
    }

    /// How long a service that starts waits for its database to answer.
    public Duration startUp() {
        return server.map(SharedDatabase::startUp).orElse(Duration.ZERO);
    }

    /// Where the database is.
    public Place place() {
        return server.map(SharedDatabase::place).orElseGet(() -> new Place.Embedded(data));
    }

    private static World world(Values values, Key port, Key url, Key domain) {
        return new World(values.number(port, 0, HIGHEST_PORT), values.address(url), values.domain(domain));
    }

    private static Admin admin(Values values) {
        boolean off = values.text(Key.ADMIN_PORT).equals(OFF);
        Optional<Integer> port = off ? Optional.empty() : Optional.of(values.number(Key.ADMIN_PORT, 0, HIGHEST_PORT));
        return new Admin(
                values.text(Key.ADMIN_HOST), port, values.dashboard(Key.ADMIN_URL), openId(values), tls(values));
    }

    private static Optional<TlsFiles> tls(Values values) {
        return values.tls(Key.ADMIN_TLS_CERTIFICATE, Key.ADMIN_TLS_KEY, Optional.empty());
    }

    private static Listener.Transport transport(Values values) {
        return new Listener.Transport(
                values.proxies(Key.PROXIES),
                values.tls(
                        Key.TEST_TLS_CERTIFICATE,
                        Key.TEST_TLS_KEY,
                        values.optional(Key.TEST_TLS_CLIENTS).map(Path::of)),
                values.tls(
                        Key.PRODUCTION_TLS_CERTIFICATE,
                        Key.PRODUCTION_TLS_KEY,
                        values.optional(Key.PRODUCTION_TLS_CLIENTS).map(Path::of)));
    }

    private static Optional<Metrics> metrics(Values values) {
        return values.optional(Key.METRICS_PORT)
                .map(port ->
                        new Metrics(values.text(Key.METRICS_HOST), values.number(Key.METRICS_PORT, 0, HIGHEST_PORT)));
    }

    private static Optional<Collector> collector(Values values) {
        int percent = values.number(Key.TRACING_PERCENT, 0, 100);
        return values.address(Key.TRACING_ENDPOINT).map(endpoint -> new Collector(endpoint, percent));
    }

    private static Optional<OpenIdSetting> openId(Values values) {
        return values.safeAddress(Key.ADMIN_OPENID_ISSUER)
                .map(issuer -> new OpenIdSetting(
                        issuer,
                        values.text(Key.ADMIN_OPENID_CLIENT_ID),
                        values.optional(Key.ADMIN_OPENID_CLIENT_SECRET_FILE).map(Path::of),
                        values.text(Key.ADMIN_OPENID_USER_CLAIM)));
    }

    private static Deadlines deadlines(Values values) {
        return new Deadlines(
                values.duration(Key.DEADLINE_HEAD),
                values.duration(Key.DEADLINE_BODY),
                values.duration(Key.DEADLINE_WRITE),
                values.duration(Key.DEADLINE_IDLE),
                values.duration(Key.DEADLINE_FIRST));
    }

    private static Limits limits(Values values) {
        return new Limits(
                values.number(Key.LIMIT_REQUEST_LINE, 1, MOST),
                values.number(Key.LIMIT_HEADERS, 1, MOST),
                values.number(Key.LIMIT_HEADER_FIELDS, 1, MOST),
                values.number(Key.LIMIT_BODY, 1, MOST),
                values.number(Key.LIMIT_CONNECTIONS, 1, MOST),
                values.number(Key.LIMIT_CONNECTIONS_PER_ADDRESS, 1, MOST),
                values.number(Key.LIMIT_REQUESTS, 1, MOST),
                values.number(Key.LIMIT_STREAMS, 1, MOST));
    }

    private static UpstreamLimits upstream(Values values) {
        var budget = values.duration(Key.UPSTREAM_BUDGET);
        if (budget.compareTo(UpstreamLimits.LEAST_BUDGET) < 0) {
            throw new BadConfig(Key.UPSTREAM_BUDGET.text() + ": must be 0.002s or more");
        }
        return new UpstreamLimits(
                budget,
                values.duration(Key.UPSTREAM_CONNECT),
                values.number(Key.UPSTREAM_AT_ONCE, 1, MOST),
                values.number(Key.UPSTREAM_FAILURES, 1, MOST),
                values.duration(Key.UPSTREAM_PAUSE));
    }

    /// Whether an environment's port speaks TLS.
    public boolean isSecure(Environment environment) {
        return switch (environment) {
            case TEST -> transport.testTls().isPresent();
            case PRODUCTION -> transport.productionTls().isPresent();
        };
    }

    /// The settings of an environment.
    public World of(Environment environment) {
        return switch (environment) {
            case TEST -> test;
            case PRODUCTION -> production;
        };
    }
}
