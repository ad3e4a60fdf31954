/// Configuration: one record, read once from an optional file and the command line over it. What is wrong with it
/// stops the start. `docs/configuration.md` has the table of keys, which a test compares with [Key].
package dev.licet.server.config;
