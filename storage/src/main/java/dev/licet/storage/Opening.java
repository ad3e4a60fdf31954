package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.Migrations;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.SqliteFile;
import dev.licet.storage.sql.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// From a place to a store whose schema is up to date.
final class Opening {
    private Opening() {}

    static Store open(DatabaseSettings settings) {
        return switch (settings.place()) {
            case Place.Embedded(Path directory) -> embedded(directory, settings);
            case Place.Postgres postgres -> server(postgres, settings);
        };
    }

    private static Store embedded(Path directory, DatabaseSettings settings) {
        Path path = directory.resolve(DataDirectory.DATABASE);
        try {
            DataDirectory.make(directory);
            DataDirectory.makeFile(path);
        } catch (IOException failure) {
            throw new DatabaseRefused(
                    "cannot make the database " + path + ": " + FileFault.words(path, failure), failure);
        }
        requireAccess(directory, path);
        var limits = Limits.SERVICE.withTimeout(settings.timeout());
        return migrated(new SqliteFile(path, settings.writers()), limits, settings);
    }

    /// The database product would say that it cannot open the file, or that the database is read-only. It makes files
    /// beside its own, even to read.
    private static void requireAccess(Path directory, Path file) {
        String user = System.getProperty("user.name");
        if (!Files.isReadable(file)) {
            throw new DatabaseRefused("the database " + file + " may not be read by the user " + user);
        }
        for (Path path : List.of(file, directory)) {
            if (Files.isWritable(path)) continue;
            throw new DatabaseRefused(path + " may not be written by the user " + user);
        }
    }

    /// Whether there is a database at that place. Nothing is made or changed. Throws [DatabaseRefused] when that
    /// cannot be told.
    ///
    /// @param startUp how long to wait for a server that does not answer yet
    static boolean isThere(Place place, Duration startUp) {
        return switch (place) {
            case Place.Embedded(Path directory) -> FileFault.isThere(directory.resolve(DataDirectory.DATABASE));
            case Place.Postgres server -> isThere(server, startUp);
        };
    }

    private static boolean isThere(Place.Postgres place, Duration startUp) {
        try (var server = new PostgresServer(place.url(), place.user(), place.password(), Limits.SHARED)) {
            return new ServerWait(place, startUp).until(server::hasInstallation);
        } catch (SQLException noAnswer) {
            throw unusable(place, noAnswer);
        }
    }

    private static Store server(Place.Postgres place, DatabaseSettings settings) {
        var limits = Limits.SHARED.withTimeout(settings.timeout());
        var server = new PostgresServer(place.url(), place.user(), place.password(), limits);
        try {
            var off = new ServerWait(place, settings.startUp()).until(server::forgetfulSettings);
            if (!off.isEmpty()) throw new DatabaseRefused(forgetful(place, String.join(" and ", off)));
            return migrated(server, limits, settings);
        } catch (SQLException failure) {
            server.close();
            throw unusable(place, failure);
        } catch (RuntimeException refused) {
            server.close();
            throw refused;
        }
    }

    private static String forgetful(Place place, String off) {
        return "the database " + place.words() + " may forget what it has acknowledged, because " + off
                + " is off: switch it on for the server, or for Licet's role with ALTER ROLE";
    }

    private static Store migrated(Connections connections, Limits limits, DatabaseSettings settings) {
        try {
            int schema = new Migrations(connections, settings.clock()).apply();
            if (schema > Migrations.LATEST) throw new DatabaseRefused(tooNew(settings.place(), schema));
        } catch (SQLException failure) {
            throw unusable(settings.place(), failure);
        }
        return new Store(connections, limits, settings.clock(), settings.random());
    }

    private static DatabaseRefused unusable(Place place, SQLException failure) {
        return new DatabaseRefused("cannot open the database " + place.words() + ": " + failure.getMessage(), failure);
    }

    private static String tooNew(Place place, int schema) {
        return "the database " + place.words() + " was written by a newer version of Licet (its schema is " + schema
                + ", this program knows " + Migrations.LATEST + "): use that version, or restore an older backup";
    }
}
