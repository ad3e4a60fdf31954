package dev.licet.drm.upstream;

import java.util.Map;

/// How one attempt to ask another server went. All reasons begin with a verb, because the name of the
/// upstream is put in front of them.
///
/// @param <V> what its answer amounts to
public sealed interface Attempt<V> {
    /// The upstream has spoken; asking again would change nothing.
    record Settled<V>(V verdict) implements Attempt<V> {}

    /// The upstream answered that it failed. A second attempt may succeed. A device can provoke such
    /// failures, so they do not count towards the breaker.
    record Unwell<V>(String why, Map<String, String> facts) implements Attempt<V> {}

    /// No answer of the upstream itself. Worth another attempt, and counts against it.
    ///
    /// @param sent whether the request may have arrived there
    record Silent<V>(String why, Map<String, String> facts, boolean sent) implements Attempt<V> {}
}
