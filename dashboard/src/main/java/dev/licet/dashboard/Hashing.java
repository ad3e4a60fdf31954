package dev.licet.dashboard;

import dev.licet.http.lane.Asker;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Turn;

/// What is slow on purpose: passwords, and the files that are locked with one. One thread does it, behind everything
/// else, and whoever finds too many before them is told so at once.
///
/// @param lane the one for hashing
record Hashing(Lane lane) {
    /// Has it done. Throws [Busy] where there is no room; so does whoever has left, and nobody will read that.
    <T, X extends Exception> T of(Asker asker, Lane.Work<T, X> work) throws X {
        return switch (lane.take(asker, work)) {
            case Turn.Done<T>(T made) -> made;
            case Turn.Full<T> full -> throw new Busy();
            case Turn.Left<T> left -> throw new Busy();
        };
    }
}
