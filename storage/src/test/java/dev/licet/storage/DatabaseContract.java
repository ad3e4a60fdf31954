package dev.licet.storage;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.record.Event;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.SqliteFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What all contracts share: an empty database, open, and ways to open it once more as another process would.
abstract class DatabaseContract {
    static final MasterKey MASTER = MasterKey.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
            .orElseThrow();
    static final MasterKey OTHER_MASTER = new MasterKey(SecretBytes.copyOf(new byte[MasterKey.BYTES]));

    @TempDir
    Path directory;

    final HandClock clock = new HandClock();
    Database database;
    private final List<Database> opened = new ArrayList<>();

    /// Where the database is that the contract is tried on.
    Place place() {
        return new Place.Embedded(directory);
    }

    /// Connections to the place as it is: nothing brings its tables up to date.
    final Connections connections() {
        return switch (place()) {
            case Place.Embedded(Path folder) -> new SqliteFile(folder.resolve(DataDirectory.DATABASE));
            case Place.Postgres server ->
                new PostgresServer(server.url(), server.user(), server.password(), Limits.SHARED);
        };
    }

    @BeforeEach
    void openEmpty() {
        database = openAgain();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Database::close);
    }

    /// The same database through connections of its own.
    final Database openAgain() {
        return open(MASTER);
    }

    final Database open(MasterKey master) {
        return open(master, new SeededRandom(opened.size()));
    }

    final Database open(MasterKey master, SecureRandom random) {
        // Patient, because a busy machine must not fail a test; no test measures time.
        var settings = new DatabaseSettings(place(), master, clock, random, Duration.ofMinutes(1));
        var another = Database.open(settings);
        opened.add(another);
        return another;
    }

    final AccountId account() {
        return database.administration()
                .accounts()
                .create(NewAccount.named("A"))
                .orThrow()
                .id();
    }

    /// Writes a record of an account.
    /// @return its number
    final long written(Event event) {
        database.ledger().write(event);
        var account = event.account().orElseThrow();
        return database.records()
                .latest(account, event.environment(), 1)
                .getFirst()
                .id();
    }

    final AccountId accountWithUnits(long units) {
        var account = account();
        database.administration()
                .balances()
                .set(account, Environment.PRODUCTION, new Balance.Units(units), "test")
                .orThrow();
        return account;
    }

    /// Runs `call` with 0 to `times` - 1, all at once, each on a virtual thread.
    static <T> List<T> inParallel(int times, IntFunction<Callable<T>> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures =
                    threads.invokeAll(IntStream.range(0, times).mapToObj(call).toList());
            var answers = new ArrayList<T>();
            for (Future<T> future : futures) answers.add(future.get());
            return answers;
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }
}
