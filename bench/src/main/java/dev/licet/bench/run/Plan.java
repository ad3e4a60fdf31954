package dev.licet.bench.run;

import java.nio.file.Path;
import java.util.List;

/// How much is measured.
///
/// @param repository  the clone with `licet` in it
/// @param work        for databases, on the disk that is to be measured
/// @param flags       of the JVM of the floor servers: those of the service
/// @param seconds     of one round
/// @param rounds      of each scenario
/// @param warmUp      seconds before the first round, at most
/// @param connections of the load generator
/// @param stormSeconds how long a storm lasts
/// @param growth      what a large installation holds
/// @param only        what is measured; empty for everything
public record Plan(
        Path repository,
        Path work,
        List<String> flags,
        double seconds,
        int rounds,
        double warmUp,
        int connections,
        double stormSeconds,
        Size growth,
        List<String> only) {
    /// The most connections for which the key storage has places (`limit.keystore`).
    static final int KEYSTORE_CONNECTIONS = 32;

    /// The same with as many connections as the key storage has places for.
    Plan forKeystore() {
        return new Plan(
                repository,
                work,
                flags,
                seconds,
                rounds,
                warmUp,
                Math.min(connections, KEYSTORE_CONNECTIONS),
                stormSeconds,
                growth,
                only);
    }

    /// Whether a part is wanted.
    public boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
