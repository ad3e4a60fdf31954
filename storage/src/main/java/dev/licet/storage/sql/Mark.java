package dev.licet.storage.sql;

import java.time.Instant;

/// A number that a commit writes beside its changes. When the answer to the commit is lost, it is looked up to
/// learn whether the commit was made.
///
/// @param text the writer's random name and a count; empty where commits cannot be lost
/// @param at   when it was made
record Mark(String text, Instant at) {
    static final Mark NONE = new Mark("", Instant.EPOCH);

    /// Whose it is: the name of the writer.
    String writer() {
        return text.substring(0, Math.max(0, text.lastIndexOf('-')));
    }

    /// Writes it: its text and its time are the parameters.
    static final String WRITE = "INSERT INTO batch (mark, at) VALUES (?, ?)";
}
