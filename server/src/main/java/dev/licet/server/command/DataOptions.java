package dev.licet.server.command;

import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which installation a command is about.
final class DataOptions {
    static final String MASTER_KEY = "LICET_MASTER_KEY";
    private static final String CONFIG = "LICET_CONFIG";

    @Option(names = "--data", paramLabel = "DIR", description = "The directory of the database; data if not said.")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration file; the one that LICET_CONFIG names if not said.")
    private Path file;

    private final Map<String, String> environment;

    /// @param environment the environment variables
    DataOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The configuration: the file, over it the environment, over both the command line.
    Config config(Map<Key, String> commandLine) {
        return Config.read(configured(), overrides(commandLine));
    }

    /// The configuration file: the one that was named, else the one that `LICET_CONFIG` names.
    Optional<Path> configured() {
        if (file != null) return Optional.of(file);
        return Optional.ofNullable(environment.get(CONFIG))
                .filter(named -> !named.isBlank())
                .map(Path::of);
    }

    /// The same options for another command that is to be about the same installation.
    String repeated() {
        String where = data == null ? "" : " --data '" + data.toAbsolutePath() + "'";
        return file == null ? where : where + " --config '" + file.toAbsolutePath() + "'";
    }

    /// What stands over the configuration file.
    Map<Key, String> overrides(Map<Key, String> commandLine) {
        var all = new EnumMap<Key, String>(Key.class);
        all.putAll(Key.inEnvironment(environment));
        all.putAll(commandLine);
        if (data != null) all.put(Key.DATA, data.toString());
        return all;
    }

    /// From the environment if it is there, else from the file, which the first use makes.
    static MasterKey masterKey(Config config, Setting setting) {
        return new MasterKeys(config, setting).present(Duration.ZERO);
    }

    /// The database, for one command.
    ///
    /// @param anew whether it is made where there is none
    Database open(Setting setting, boolean anew) {
        var config = config(Map.of());
        new LostDatabase(config).refuse();
        if (!anew && !Database.isThere(config.place(), Duration.ZERO)) throw Complaint.noData(missing(config));
        return Database.open(settings(config, setting));
    }

    private String missing(Config config) {
        if (config.server().isPresent()) {
            return "there is no database of Licet " + config.place().words() + ": licet serve makes one";
        }
        String what = Files.isDirectory(config.data()) ? "there is no database in " : "there is no directory ";
        String advice = data == null ? ": name the directory of the installation with --data" : "";
        return what + config.data().toAbsolutePath() + advice;
    }

    /// What opening the database takes.
    static DatabaseSettings settings(Config config, Setting setting) {
        return DatabaseSettings.forCommand(
                config.place(), masterKey(config, setting), setting.clock(), setting.random());
    }
}
