package dev.licet.drm.upstream;

import java.util.Map;

/// What came of asking another server, after all attempts.
///
/// @param <V> what its answer amounts to
public sealed interface Asked<V> {
    /// It has answered.
    record Settled<V>(V verdict) implements Asked<V> {}

    /// It has not, or only that it cannot. Later it may.
    ///
    /// @param why   begins with a verb
    /// @param facts what it told all the same
    /// @param heard how much it can have done
    record Failed<V>(String why, Map<String, String> facts, Heard heard) implements Asked<V> {}

    /// How much of a request that failed can have reached the other server.
    enum Heard {
        /// Nothing: no request was sent.
        NOTHING,
        /// All of it, and the server said that it could not do it.
        REFUSED,
        /// Unknown: there was no answer, and the server may have done what it was asked.
        UNKNOWN
    }
}
