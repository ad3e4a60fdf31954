package dev.licet.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Ascii;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// One PostgreSQL database, on one server or on several of which one is the primary.
///
/// The driver waits for ever, sends no keep-alives, takes a standby for a primary and puts column values into
/// its exceptions unless it is told otherwise (reference: security.md 1.3), so it is told. What the URL says
/// comes first.
public final class PostgresServer implements Connections {
    private static final Duration LONGEST_IDLE_TRANSACTION = Duration.ofSeconds(2);
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "");
    private static final System.Logger LOGGER = System.getLogger(PostgresServer.class.getName());
    private static final int SILENT_MILLIS = 2000;
    private static final String ONE_MOMENT =
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    private static final Duration HASTY_LOCK = Duration.ofSeconds(1);
    private static final Duration HASTY_STATEMENT = Duration.ofSeconds(10);
    /// The server is to say first that it took too long.
    private static final Duration HASTY_SILENCE = Duration.ofSeconds(15);

    private static final String LOCKED = "55P03";
    private static final String LOCK_ALL = "LOCK TABLE installation, account, account_half, movement, portion,"
            + " redemption, challenge, record, arrival, record_end, record_floor, sealing_key, content_key,"
            + " fairplay_credential, widevine_identity, widevine_back_end, packager_seed, playready_setup, signer,"
            + " usage_pruned, audit_line, audit_head, book_opening, book_seal, checkpoint_key"
            + " IN ACCESS SHARE MODE";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final String url;
    private final Properties properties;
    private final Limits limits;
    private volatile Optional<Entrance> entrance = Optional.empty();

    /// Opens no connection yet.
    ///
    /// @param url      `jdbc:postgresql://host[:port][,host…]/database[?parameter=value…]`
    /// @param password empty when the server wants none
    public PostgresServer(String url, String user, Optional<SecretBytes> password, Limits limits) {
        this.url = url;
        this.properties = properties(url, user, password, limits);
        this.limits = limits;
    }

    /// Made with the first connection that is asked for: a pool that is made while the server is away goes on believing
    /// that for seconds.
    private Entrance entrance() {
        var made = entrance;
        return made.isPresent() ? made.get() : makeEntrance();
    }

    private synchronized Entrance makeEntrance() {
        if (entrance.isEmpty()) {
            var pool = new HikariDataSource(configuration(limits));
            entrance = Optional.of(new Entrance(pool, this::beside, longestWait(limits)));
        }
        return entrance.get();
    }

    private Connection beside() throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement()) {
            statement.execute(settings(limits.timeout()));
            return connection;
        } catch (SQLException | RuntimeException failure) {
            Session.shut(connection);
            throw failure;
        }
    }

    private static Duration longestWait(Limits limits) {
        return Duration.ofMillis(Math.max(250, limits.timeout().toMillis() / 2));
    }

    private static Properties properties(String url, String user, Optional<SecretBytes> password, Limits limits) {
        var properties = new Properties();
        properties.setProperty("user", user);
        password.ifPresent(secret ->
                properties.setProperty("password", secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8))));
        properties.setProperty("ApplicationName", "licet");
        properties.setProperty("connectTimeout", "1");
        properties.setProperty(
                "loginTimeout", String.valueOf(Math.max(2, limits.timeout().toSeconds())));
        properties.setProperty(
                "socketTimeout", String.valueOf(Math.max(2, limits.timeout().toSeconds())));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("targetServerType", "primary");
        properties.setProperty("hostRecheckSeconds", "1");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("sslmode", isLocal(url) ? "prefer" : "verify-full");
        return properties;
    }

    /// Whether nothing that is sent leaves this machine: as the driver itself reads the URL, each host is the machine
    /// or none is named, which means the same.
    static boolean isLocal(String url) {
        var read = Driver.parseURL(url, new Properties());
        if (read == null) return false;
        return Stream.of(PGProperty.PG_HOST.getOrDefault(read).split(",", -1))
                .allMatch(host -> LOCAL.contains(Ascii.lower(host)));
    }

    private HikariConfig configuration(Limits limits) {
        var configuration = new HikariConfig();
        configuration.setPoolName("licet");
        configuration.setJdbcUrl(url);
        configuration.setDataSourceProperties(properties);
        configuration.setMaximumPoolSize(limits.readers() + limits.lanes() + 2);
        configuration.setMinimumIdle(1);
        configuration.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        configuration.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        configuration.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        configuration.setConnectionTimeout(Entrance.STEP.toMillis());
        configuration.setValidationTimeout(Entrance.STEP.toMillis());
        configuration.setInitializationFailTimeout(-1);
        configuration.setConnectionInitSql(settings(limits.timeout()));
        return configuration;
    }

    /// The server's own time-outs: it frees the locks of a client that is frozen in the middle of a transaction
    /// (reference: security.md M5, F5), and nothing waits for longer than its caller does.
    private static String settings(Duration timeout) {
        Duration idle = timeout.dividedBy(2);
        if (idle.compareTo(LONGEST_IDLE_TRANSACTION) > 0) idle = LONGEST_IDLE_TRANSACTION;
        return "SET SESSION lock_timeout = " + timeout.dividedBy(2).toMillis()
                + "; SET SESSION statement_timeout = "
                + timeout.multipliedBy(3).dividedBy(4).toMillis()
                + "; SET SESSION idle_in_transaction_session_timeout = " + idle.toMillis()
                + "; SET SESSION default_transaction_isolation = 'read committed'";
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    /// They hold what writers of other nodes wait for, so they take the processor as soon as they need it.
    @Override
    public ThreadFactory writers() {
        return Thread.ofPlatform().factory();
    }

    @Override
    public Session writer() throws SQLException {
        return pooled();
    }

    @Override
    public Session reader() throws SQLException {
        return pooled();
    }

    /// The pool looks whether a connection still lives before it lends one that has lain idle.
    private Session pooled() throws SQLException {
        var lent = entrance().connection();
        return new Session(lent.connection(), dialect(), Session::giveBack, lent.discard());
    }

    @Override
    public Session migrator() throws SQLException {
        return alone();
    }

    @Override
    public Session surveyor() throws SQLException {
        Session session = alone();
        try {
            session.execute(ONE_MOMENT);
            session.execute("SET SESSION lock_timeout = " + SILENT_MILLIS);
            return locked(session);
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    @Override
    public Session hastySurveyor() throws SQLException {
        Session session = alone(HASTY_SILENCE);
        try {
            session.execute(ONE_MOMENT);
            session.execute("SET SESSION lock_timeout = " + HASTY_LOCK.toMillis());
            session.execute("SET SESSION statement_timeout = " + HASTY_STATEMENT.toMillis());
            session.begin();
            return session;
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    /// All locks at the beginning: who waits for one that a change of the schema or a restore holds does it here, and
    /// says so. A product that does not know the statement is read without it.
    private static Session locked(Session session) throws SQLException {
        session.begin();
        try {
            session.execute(LOCK_ALL);
        } catch (SQLException failure) {
            session.rollback();
            session.execute("SET SESSION lock_timeout = 0");
            session.begin();
            if (LOCKED.equals(failure.getSQLState())) awaitLocks(session);
        }
        return session;
    }

    private static void awaitLocks(Session session) throws SQLException {
        LOGGER.log(Level.WARNING, "another session has locked a table of the database; waiting for it");
        session.execute(LOCK_ALL);
    }

    @Override
    public Optional<String> loss() {
        return Optional.empty();
    }

    @Override
    public void copyTo(Path file) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "a database on a server is backed up there, with pg_dump or by archiving its write-ahead log");
    }

    private Session alone() throws SQLException {
        return alone(Duration.ZERO);
    }

    /// @param silence for how long an answer is waited for; nothing for ever
    private Session alone(Duration silence) throws SQLException {
        var own = new Properties();
        own.putAll(properties);
        own.setProperty("socketTimeout", String.valueOf(silence.toSeconds()));
        Connection connection = DriverManager.getConnection(url, own);
        return new Session(connection, dialect(), Session::close, Session::shut);
    }

    /// Whether the database is one of ours already.
    public boolean hasInstallation() throws SQLException {
        try (Session session = alone()) {
            return session.number("SELECT COUNT(*) FROM installation") > 0;
        } catch (SQLException failure) {
            if (NO_SUCH_TABLE.equals(failure.getSQLState())) return false;
            throw failure;
        }
    }

    /// The settings that would let the server forget what it has acknowledged and that are switched off; a
    /// product that does not know a setting is taken to be durable in its own way (reference: security.md M4,
    /// F4).
    public List<String> forgetfulSettings() throws SQLException {
        try (Session session = alone()) {
            var off = new ArrayList<String>();
            for (String setting : DURABLE) {
                var value = session.first("SELECT current_setting(?, true)", Row::maybeText, setting);
                if (value.flatMap(found -> found).filter("off"::equals).isPresent()) off.add(setting);
            }
            return off;
        }
    }

    @Override
    public synchronized void close() {
        entrance.ifPresent(Entrance::close);
    }
}
