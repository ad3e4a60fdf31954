package dev.licet.bench.run;

import java.nio.file.Path;
import java.util.List;

/// What is measured, where and for how long.
///
/// @param repository the clone with `licet` in it
/// @param work       for databases, on the disk that is to be measured
/// @param growth     for the two databases of growth
/// @param flags      of the JVM of the floor servers: those of the service
/// @param effort     how long
/// @param only       what is measured; empty for everything
public record Plan(Path repository, Path work, Path growth, List<String> flags, Effort effort, List<String> only) {
    /// Of the load generator.
    static final int CONNECTIONS = 64;
    /// As many as the key storage has places for (`limit.keystore`).
    static final int KEYSTORE_CONNECTIONS = 32;

    /// Whether a part is wanted.
    public boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
