package dev.licet.domain;

import java.util.Objects;

/// A fact in a line of the log: it prints as its value, and is a member of its own where lines are JSON.
///
/// @param name  of the member, e.g. `request`
/// @param value never a key, kek, authenticator or token
public record LogFact(String name, Object value) {
    public LogFact {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
