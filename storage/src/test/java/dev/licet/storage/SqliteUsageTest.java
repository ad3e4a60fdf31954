package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteUsageTest extends UsageContract {}
