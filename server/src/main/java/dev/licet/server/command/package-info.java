/// The operator's commands. Each works on the database of a data directory, also while the service runs, and prints a
/// [Table]: columns for people, or with `--json` an array of objects for programs. Exit codes are in [ExitCode].
package dev.licet.server.command;
