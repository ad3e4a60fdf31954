package dev.licet.bench.micro;

import dev.licet.bench.run.Folder;
import dev.licet.bench.run.World;
import dev.licet.domain.account.Authenticator;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.server.first.FirstStart;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import dev.licet.storage.account.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A new installation with the demo account.
@State(Scope.Benchmark)
public class Installation {
    /// System property that names the folder for databases.
    public static final String WORK = "licet.bench.work";

    final SecureRandom random = new SecureRandom();
    final InstantSource clock = InstantSource.system();

    Database database;
    TestAccount account;
    World world;
    private Path data;

    @Setup(Level.Trial)
    public void open() throws IOException {
        Path work = Path.of(System.getProperty(WORK, "target/bench"));
        Files.createDirectories(work);
        data = Files.createTempDirectory(work, "micro");
        var config = Config.read(Optional.empty(), Map.of(Key.DATA, data.toString()));
        var master = MasterKey.inFile(config.masterKeyFile(), random);
        database = Database.open(DatabaseSettings.forService(data, master, clock, random));
        var first = new FirstStart(database, data, clock, random);
        first.makeCredentials();
        account = first.makeAccount().orElseThrow();
        world = new World(data, account.id());
    }

    /// Its database, as the service has it open.
    public Database database() {
        return database;
    }

    /// Of the demo account in the test environment.
    public Authenticator authenticator() {
        return account.authenticator();
    }

    /// Its tokens and devices.
    public World world() {
        return world;
    }

    /// What it takes for the time.
    public InstantSource clock() {
        return clock;
    }

    @TearDown(Level.Trial)
    public void close() {
        world.close();
        database.close();
        Folder.forget(data);
    }
}
