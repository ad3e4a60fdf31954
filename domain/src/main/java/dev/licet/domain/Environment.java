package dev.licet.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The two environments of an installation. Authenticators, tokens, balances, keys, records and FairPlay credentials of
/// one are unknown in the other.
public enum Environment {
    /// For development: demo credentials and stand-in derivations are allowed.
    TEST,
    /// For viewers.
    PRODUCTION;

    /// `test` or `production`, as in commands, records and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The other one.
    public Environment other() {
        return this == TEST ? PRODUCTION : TEST;
    }

    /// The environment with that word.
    public static Optional<Environment> named(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
