package dev.licet.storage.sql;

/// A statement with its parameters, to be run together with others.
///
/// @param sql        one statement
/// @param parameters what stands for its question marks
public record Step(String sql, Object... parameters) {}
