package dev.licet.storage;

/// The process that has the embedded database open is killed.
final class SqliteCrashTest extends CrashContract {}
