package dev.licet.domain.stop;

import java.util.List;

/// Port: what is on the stop lists. Answers from memory, at most two seconds after another node changed them.
public interface StopLists {
    /// Nothing is stopped.
    StopLists NONE = (kind, value) -> List.of();

    /// Whether nothing at all is listed, so that nobody need work out what to ask for.
    default boolean isEmpty() {
        return false;
    }

    /// All entries about one thing, of all accounts, those that have ended too.
    ///
    /// @param value in the form of its kind
    List<Stop> about(StopKind kind, String value);
}
