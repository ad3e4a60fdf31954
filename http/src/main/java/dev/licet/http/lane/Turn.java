package dev.licet.http.lane;

/// What became of a piece of work.
///
/// @param <T> what it makes
public sealed interface Turn<T> {
    /// It was done.
    record Done<T>(T made) implements Turn<T> {}

    /// It was not begun: too much waits already, of everybody or of this party, or it would have had to wait for too
    /// long.
    record Full<T>() implements Turn<T> {}

    /// It was not begun: whoever asked for it has left.
    record Left<T>() implements Turn<T> {}
}
