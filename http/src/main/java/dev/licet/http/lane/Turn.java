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

    /// Whoever asked for it has left, and it was not begun; or was interrupted while waiting, and then it may be
    /// done all the same, although nobody is told what it made.
    record Left<T>() implements Turn<T> {}
}
