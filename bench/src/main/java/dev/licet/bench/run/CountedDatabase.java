package dev.licet.bench.run;

import dev.licet.domain.account.AccountId;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.Place;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A database in this process with one account, and what it costs and holds.
sealed interface CountedDatabase extends AutoCloseable {
    /// Its account.
    AccountId ACCOUNT = new AccountId(500_000);

    World world();

    /// Brings all that was written to where it stays.
    void settle();

    /// How much there is now.
    long bytes();

    boolean hasServer();

    /// Of all processes of the server.
    double serverSeconds();

    @Override
    void close();

    /// Of the threads in this process that write.
    default double writerSeconds() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("licet-writer"))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                        .sum()
                / 1e9;
    }

    /// On a PostgreSQL, where the build has one.
    static Optional<CountedDatabase> server(Path work) {
        return PostgresCluster.isHere() ? Optional.of(new Server(work.resolve("storage-server"))) : Optional.empty();
    }

    private static World made(Path data, Map<Key, String> more) {
        var keys = new HashMap<>(more);
        keys.put(Key.DATA, data.toString());
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = Config.read(Optional.empty(), keys);
        var random = new SecureRandom();
        var master = MasterKey.inFile(config.masterKeyFile(), random);
        try (var database =
                Database.open(DatabaseSettings.forCommand(config.place(), master, InstantSource.system(), random))) {
            var wish = NewAccount.named("cost").withId(ACCOUNT);
            if (database.administration().accounts().create(wish) instanceof Outcome.Refused<?> why)
                throw new IllegalStateException(why.toString());
        }
        return new World(config, ACCOUNT);
    }

    /// A file. It is counted with the database closed, because that folds the log back into it.
    final class Embedded implements CountedDatabase {
        private final Path data;
        private World world;

        Embedded(Path data) {
            this.data = data;
            Folder.forget(data);
            this.world = made(data, Map.of());
        }

        @Override
        public World world() {
            return world;
        }

        @Override
        public void settle() {
            world.close();
            world = new World(data, ACCOUNT);
        }

        @Override
        public long bytes() {
            try {
                return Files.size(data.resolve("licet.db"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasServer() {
            return false;
        }

        @Override
        public double serverSeconds() {
            return 0;
        }

        @Override
        public void close() {
            world.close();
            Folder.forget(data);
        }
    }

    /// A server of its own.
    final class Server implements CountedDatabase {
        private final Path data;
        private final PostgresCluster postgres = PostgresCluster.started();
        private final Place.Postgres place = postgres.emptyDatabase();
        private final World world;

        Server(Path data) {
            this.data = data;
            Folder.forget(data);
            this.world = made(data, Map.of(Key.DATABASE_URL, place.url(), Key.DATABASE_USER, place.user()));
        }

        @Override
        public World world() {
            return world;
        }

        @Override
        public void settle() {
            ask("CHECKPOINT");
        }

        @Override
        public long bytes() {
            return ask("SELECT pg_database_size(current_database())");
        }

        private long ask(String sql) {
            try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                    var statement = connection.createStatement()) {
                if (!statement.execute(sql)) return 0;
                var rows = statement.getResultSet();
                return rows.next() ? rows.getLong(1) : 0;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean hasServer() {
            return true;
        }

        @Override
        public double serverSeconds() {
            return postgres.processes()
                    .mapToDouble(process -> Child.cpuSeconds(process.pid()))
                    .filter(seconds -> !Double.isNaN(seconds))
                    .sum();
        }

        @Override
        public void close() {
            world.close();
            postgres.close();
            Folder.forget(data);
        }
    }
}
