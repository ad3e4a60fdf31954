package dev.licet.storage;

import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.Migrations;
import dev.licet.storage.sql.PostgresServer;
import dev.licet.storage.sql.SqliteFile;
import dev.licet.storage.sql.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

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
            throw unusable(settings, failure);
        }
        return migrated(new SqliteFile(path), Limits.SERVICE.withPatience(settings.patience()), settings);
    }

    private static Store server(Place.Postgres place, DatabaseSettings settings) {
        var limits = Limits.SHARED.withPatience(settings.patience());
        var server = new PostgresServer(place.url(), place.user(), place.password(), limits);
        try {
            var off = server.forgetfulSettings();
            if (!off.isEmpty()) throw new DatabaseRefused(forgetful(place, String.join(" and ", off)));
            return migrated(server, limits, settings);
        } catch (SQLException failure) {
            server.close();
            throw unusable(settings, failure);
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
            throw unusable(settings, failure);
        }
        return new Store(connections, limits, settings.clock(), settings.random());
    }

    private static DatabaseRefused unusable(DatabaseSettings settings, Exception failure) {
        return new DatabaseRefused(
                "cannot open the database " + settings.place().words() + ": " + failure.getMessage(), failure);
    }

    private static String tooNew(Place place, int schema) {
        return "the database " + place.words() + " was written by a newer version of Licet (its schema is " + schema
                + ", this program knows " + Migrations.LATEST + "): use that version, or restore an older backup";
    }
}
