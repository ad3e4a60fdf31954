package dev.licet.storage.sql;

import java.time.Instant;

/// What one commit writes beside its changes so that it can be looked up.
///
/// @param text the writer's random name and a count; empty where commits cannot be lost
/// @param at   when it was made
record Mark(String text, Instant at) {
    static final Mark NONE = new Mark("", Instant.EPOCH);

    /// Writes it: its text and its time are the parameters.
    static final String WRITE = "INSERT INTO batch (mark, at) VALUES (?, ?)";
}
