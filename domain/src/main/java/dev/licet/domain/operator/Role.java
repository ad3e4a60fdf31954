package dev.licet.domain.operator;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// As what somebody signs in to the dashboard. What a role may do is said here and nowhere else.
public enum Role {
    /// Everything.
    OWNER("owner", EnumSet.allOf(Right.class)),
    /// Everything but balances and users.
    OPERATOR("operator", EnumSet.of(Right.LOOK, Right.INSPECT, Right.RUN)),
    /// Sees everything and changes nothing.
    READ_ONLY("read-only", EnumSet.of(Right.LOOK, Right.INSPECT)),
    /// Sees accounts and balances, and changes balances.
    FINANCE("finance", EnumSet.of(Right.LOOK, Right.MONEY));

    private final String word;
    private final Set<Right> rights;

    Role(String word, Set<Right> rights) {
        this.word = word;
        this.rights = rights;
    }

    /// In commands, on pages and in the database.
    public String word() {
        return word;
    }

    /// Whether it goes with that right.
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /// The role with that word.
    public static Optional<Role> named(String word) {
        return Stream.of(values()).filter(role -> role.word.equals(word)).findFirst();
    }
}
