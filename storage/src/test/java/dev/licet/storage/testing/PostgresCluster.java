package dev.licet.storage.testing;

import dev.licet.storage.Place;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.Migrations;
import dev.licet.storage.sql.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A real PostgreSQL server that the build brings along, as durable as in production: `fsync` stays on.
///
/// It refuses to run as root; there it gets a user namespace in which it is nobody.
public final class PostgresCluster implements AutoCloseable {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final String USER = "postgres";
    private static final int TRIES = 1200;
    private static final String TEMPLATE = "licet_tables";

    private final Path home;
    private final Path data;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private boolean hasTemplate;
    private Process server;

    private PostgresCluster(Path home, Path data) throws IOException {
        this.home = home;
        this.data = data;
        this.port = freePort();
    }

    /// A server of one's own, to be ill-treated.
    public static PostgresCluster started() {
        try {
            Path home = Files.createTempDirectory("licet-postgres-");
            var cluster = new PostgresCluster(home, home.resolve("data"));
            cluster.initialise();
            cluster.start();
            return cluster;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// What it writes is not forced to the disk, because the server has not begun yet.
    private void initialise() throws IOException, InterruptedException {
        var words = List.of("-A", "trust", "-U", USER, "-E", "UTF-8", "--locale=C", "--no-sync", "-D", data.toString());
        await(command("initdb", words.toArray(String[]::new)));
    }

    /// Whether the build brings one along that runs here.
    public static boolean isHere() {
        return ClassLoader.getSystemResource(ARCHIVE) != null && Files.isDirectory(Path.of("/proc"));
    }

    private static final class Shared {
        private static final PostgresCluster CLUSTER = started();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CLUSTER::close));
        }
    }

    /// The server that all tests of this process share.
    public static PostgresCluster shared() {
        return Shared.CLUSTER;
    }

    /// The programs, unpacked once for all servers of this process.
    private static final class Programs {
        private static final Path HOME = unpacked();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(HOME)));
        }

        private static Path unpacked() {
            try {
                Path home = Files.createTempDirectory("licet-postgres-programs-");
                Path archive = home.resolve("postgres.txz");
                try (InputStream in = ClassLoader.getSystemResourceAsStream(ARCHIVE)) {
                    if (in == null) throw new IllegalStateException("no PostgreSQL for this processor is in the build");
                    Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
                }
                await(new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", home.toString()));
                Files.delete(archive);
                return home;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /// A second server that follows this one as it writes, with the same programs. From now on a commit here
    /// waits until it is on the disk there too. This one is stopped for a moment, to be copied.
    public PostgresCluster synchronousStandby() {
        try {
            var standby = new PostgresCluster(home, Files.createTempDirectory(home, "standby-"));
            String name = "s" + standby.port;
            query("SELECT pg_create_physical_replication_slot('" + name + "')");
            stop();
            await(new ProcessBuilder("cp", "-a", data + "/.", standby.data + ""));
            standby.follow(port, name);
            start();
            standby.start();
            execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
            query("SELECT pg_reload_conf()");
            String state = "SELECT sync_state FROM pg_stat_replication WHERE application_name = '" + name + "'";
            for (int tried = 0; !query(state).equals("sync"); tried++) waitABit(tried);
            return standby;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// Lets all transactions read only, or write again.
    public void readOnly(boolean on) {
        execute("postgres", "ALTER SYSTEM SET default_transaction_read_only = " + on);
        query("SELECT pg_reload_conf()");
    }

    /// Makes the standby an asynchronous one.
    public void waitForNoStandby() {
        execute("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
        query("SELECT pg_reload_conf()");
    }

    /// Ends the wait of all commits for a standby, as an impatient operator may. The server takes them for made.
    public void cancelWaits() {
        query("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }

    private void follow(int primary, String name) throws IOException {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(data.resolve("standby.signal"));
        String settings = """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s application_name=%s'
                primary_slot_name = '%s'
                synchronous_standby_names = ''
                """.formatted(primary, USER, name, name);
        Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
    }

    /// Makes a standby the primary.
    public void promote() {
        if (!query("SELECT pg_promote(true, 60)").equals("t")) throw new IllegalStateException("not promoted");
    }

    private void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(builder.command() + ": " + said);
    }

    private ProcessBuilder command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) command.addAll(List.of("unshare", "-U"));
        command.add(Programs.HOME.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /// Starts the server and waits until it answers. After a kill, the orphans of the old one must have gone
    /// first.
    public void start() {
        try {
            server = command(
                            "postgres",
                            "-D",
                            data.toString(),
                            "-p",
                            String.valueOf(port),
                            "-k",
                            "",
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "max_connections=200",
                            "-c",
                            "shared_buffers=64MB")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            for (int tried = 0; !answers(); tried++) waitABit(tried);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path log() {
        return home.resolve("log-" + port);
    }

    private void waitABit(int tried) throws IOException {
        if (tried == TRIES || !server.isAlive()) {
            throw new IllegalStateException("PostgreSQL does not start: " + Files.readString(log()));
        }
        pause();
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /// Kills the server with all of its processes and waits until they are gone. The orphans' new parent may leave
    /// them as zombies, which hold nothing any more.
    public void kill() {
        var all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (int tried = 0; all.stream().anyMatch(PostgresCluster::isRunning); tried++) {
            if (tried == TRIES) throw new IllegalStateException("PostgreSQL does not die");
            pause();
        }
        // A dead process that was not fetched yet still holds its number, and the next server would take it for alive.
        server.onExit().join();
    }

    /// The server and what it has started.
    public Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(server.toHandle()), server.descendants());
    }

    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// A database with the tables of this version and with nothing in them: as the first node finds it after its
    /// migrations and before it makes the installation. They are made once and copied.
    public Place.Postgres freshDatabase() {
        return place(made(" TEMPLATE " + template()));
    }

    private synchronized String template() {
        if (!hasTemplate) {
            execute("postgres", "CREATE DATABASE " + TEMPLATE);
            try (var connections = new PostgresServer(place(TEMPLATE).url(), USER, Optional.empty(), Limits.SHARED)) {
                new Migrations(connections, InstantSource.system()).apply();
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
            hasTemplate = true;
        }
        return TEMPLATE;
    }

    /// A database with nothing in it, not even tables.
    public Place.Postgres emptyDatabase() {
        return place(made(""));
    }

    /// The same, to be reached at this server and at that one, whichever is the primary.
    public Place.Postgres emptyDatabase(PostgresCluster standby) {
        String hosts = "jdbc:postgresql://127.0.0.1:" + port + ",127.0.0.1:" + standby.port + "/";
        return new Place.Postgres(hosts + made(""), USER, Optional.empty());
    }

    /// @return its name
    private String made(String how) {
        String name = "licet" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + how);
        return name;
    }

    /// Removes a database of this server that nobody uses any more.
    public void drop(Place.Postgres place) {
        execute(
                "postgres",
                "DROP DATABASE " + place.url().substring(place.url().lastIndexOf("/") + 1) + " WITH (FORCE)");
    }

    private Place.Postgres place(String name) {
        return new Place.Postgres("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, Optional.empty());
    }

    public int port() {
        return port;
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, "");
    }

    /// Somebody who can write to the database, but has no master key.
    private int execute(String name, String sql) {
        try (var connection = connect(name);
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// What the server says about itself: the first column of the first row, empty without one.
    private String query(String sql) {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static int tamper(Place.Postgres place, String sql) {
        try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        kill();
        remove(home);
    }

    /// A hundred databases are a hundred thousand files: nobody waits until they are gone.
    private static void remove(Path folder) {
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
