package dev.licet.domain.stop;

import java.util.List;

/// Port: what is on the stop lists. Answers from memory, at most two seconds after another node changed them.
public interface StopLists {
    /// Nothing is stopped.
    StopLists NONE = (kind, value) -> List.of();

    /// All entries about one thing, whosever and whether they hold or not.
    ///
    /// @param value in the form of its kind
    List<Stop> about(StopKind kind, String value);
}
