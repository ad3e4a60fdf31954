package dev.licet.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;

/// What [Database#open] needs to know.
///
/// @param place     where the database is
/// @param masterKey the key of everything secret in it
/// @param clock     the time
/// @param random    for salts, keys and authenticators
/// @param timeout  how long a call may wait before it is [dev.licet.domain.StoreUnavailable]
/// @param startUp   how long the opening may wait for a server that does not answer yet
/// @param writers   makes the thread that writes into an embedded database
public record DatabaseSettings(
        Place place,
        MasterKey masterKey,
        InstantSource clock,
        SecureRandom random,
        Duration timeout,
        Duration startUp,
        ThreadFactory writers) {
    /// Without waiting for a server.
    public DatabaseSettings(
            Place place, MasterKey masterKey, InstantSource clock, SecureRandom random, Duration timeout) {
        this(
                place,
                masterKey,
                clock,
                random,
                timeout,
                Duration.ZERO,
                Thread.ofPlatform().factory());
    }

    /// The same, waiting for a server that starts later.
    public DatabaseSettings waiting(Duration longest) {
        return new DatabaseSettings(place, masterKey, clock, random, timeout, longest, writers);
    }

    /// The same with writing threads of another kind.
    public DatabaseSettings writingOn(ThreadFactory others) {
        return new DatabaseSettings(place, masterKey, clock, random, timeout, startUp, others);
    }

    /// For a service that rather refuses than hangs.
    public static DatabaseSettings forService(
            Place place, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        return new DatabaseSettings(place, masterKey, clock, random, Duration.ofSeconds(2));
    }

    /// The same with an embedded database.
    public static DatabaseSettings forService(
            Path directory, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        return forService(new Place.Embedded(directory), masterKey, clock, random);
    }

    /// For a command at a terminal, which may wait for the service's transactions.
    public static DatabaseSettings forCommand(
            Place place, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        return new DatabaseSettings(place, masterKey, clock, random, Duration.ofSeconds(15));
    }

    /// The same with an embedded database.
    public static DatabaseSettings forCommand(
            Path directory, MasterKey masterKey, InstantSource clock, SecureRandom random) {
        return forCommand(new Place.Embedded(directory), masterKey, clock, random);
    }
}
