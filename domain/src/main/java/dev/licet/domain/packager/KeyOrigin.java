package dev.licet.domain.packager;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the keys for an account's packagers come from; an option of the account and environment.
public enum KeyOrigin {
    /// Packagers are refused.
    OFF,
    /// Derived from a secret of the account, the seed, which the service keeps sealed: a token request that
    /// names the kid finds the key by itself. Whoever has the master key and the database can derive all of
    /// them.
    SEED,
    /// Made at random and kept wrapped under a kek that comes with each request and is never stored.
    KEK;

    /// The word in options, in lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The origin with that word.
    public static Optional<KeyOrigin> named(String word) {
        return Stream.of(values()).filter(origin -> origin.word().equals(word)).findFirst();
    }
}
