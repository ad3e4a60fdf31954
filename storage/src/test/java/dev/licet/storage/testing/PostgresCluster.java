package dev.licet.storage.testing;

import dev.licet.storage.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    private final Path home;
    private final Path data;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private Process server;

    private PostgresCluster(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.data = home.resolve("data");
        this.port = freePort();
        unpack();
        run("initdb", "-A", "trust", "-U", USER, "-E", "UTF-8", "--locale=C", "-D", data.toString());
        start();
    }

    /// A server of one's own, to be ill-treated.
    public static PostgresCluster started() {
        try {
            return new PostgresCluster(Files.createTempDirectory("licet-postgres-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
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

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void unpack() throws IOException, InterruptedException {
        Path archive = home.resolve("postgres.txz");
        try (InputStream in = ClassLoader.getSystemResourceAsStream(ARCHIVE)) {
            if (in == null) throw new IllegalStateException("no PostgreSQL for this processor is in the build");
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
        }
        await(new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", home.toString()));
        Files.delete(archive);
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        await(command(program, arguments));
    }

    private static void await(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IllegalStateException(builder.command() + ": " + said);
    }

    private ProcessBuilder command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) command.addAll(List.of("unshare", "-U"));
        command.add(home.resolve("bin").resolve(program).toString());
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
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                    .start();
            for (int tried = 0; !answers(); tried++) waitABit(tried);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void waitABit(int tried) throws IOException {
        if (tried == TRIES || !server.isAlive()) {
            throw new IllegalStateException("PostgreSQL does not start: " + Files.readString(home.resolve("log")));
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
        var all = Stream.concat(Stream.of(server.toHandle()), server.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (int tried = 0; all.stream().anyMatch(PostgresCluster::isRunning); tried++) {
            if (tried == TRIES) throw new IllegalStateException("PostgreSQL does not die");
            pause();
        }
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

    /// A database with nothing in it.
    public Place.Postgres freshDatabase() {
        String name = "licet" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return place(name);
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
        try {
            // A hundred databases are a hundred thousand files: nobody waits until they are gone.
            new ProcessBuilder("rm", "-rf", home.toString()).start();
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
