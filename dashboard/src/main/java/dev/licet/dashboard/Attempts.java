package dev.licet.dashboard;

import dev.licet.domain.Ascii;
import dev.licet.domain.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Slows down the guessing of passwords: after [#MOST] failures from one address for one name, existing or not,
/// further tries are refused for [#PAUSE].
///
/// Failures are counted by address *and* name. By name alone, anybody could lock out a user whose name is
/// known; by address alone, a guesser would lock out everybody behind the same proxy. Guessing from many
/// addresses is slowed down by the one thread that compares all passwords. The counts are in the memory of each
/// node. When there are too many, the oldest are forgotten; that one thread makes filling the memory take
/// longer than the pause.
final class Attempts {
    static final int MOST = 10;
    static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int KEPT = 10_000;

    private record Failures(int count, Instant last) {}

    /// One address that tries passwords of one name.
    ///
    /// @param from where the guess comes from: an address, or a browser that is known
    /// @param name as it was typed
    record Guess(String from, String name) {
        Guess {
            name = Ascii.lower(name);
        }
    }

    private final InstantSource clock;
    private final LruCache<Guess, Failures> failures = new LruCache<>(KEPT);

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether there may be one more. Asking costs nothing and counts nothing.
    synchronized boolean admits(Guess guess) {
        return count(guess) < MOST;
    }

    /// Whether there may be one more, which is about to be compared. It counts as a failure until [#succeeded] says
    /// otherwise, so that tries at the same time count too.
    synchronized boolean begin(Guess guess) {
        int count = count(guess);
        if (count >= MOST) return false;
        failures.keep(guess, new Failures(count + 1, clock.instant()));
        return true;
    }

    private int count(Guess guess) {
        Instant now = clock.instant();
        return failures.find(guess)
                .filter(before -> !before.last().plus(PAUSE).isBefore(now))
                .map(Failures::count)
                .orElse(0);
    }

    synchronized void succeeded(Guess guess) {
        failures.forget(guess);
    }
}
