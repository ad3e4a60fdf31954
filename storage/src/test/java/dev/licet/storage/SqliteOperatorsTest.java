package dev.licet.storage;

/// The contract, tried on the embedded database.
final class SqliteOperatorsTest extends OperatorsContract {}
