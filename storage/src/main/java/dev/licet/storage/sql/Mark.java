package dev.licet.storage.sql;

/// What one commit writes beside its changes so that it can be looked up.
///
/// @param text the writer's random name and a count; empty where commits cannot be lost
record Mark(String text) {
    static final Mark NONE = new Mark("");
}
