/// Giving records their numbers and places after they were written, where several processes write, and reading the log
/// as far as that has come.
package dev.licet.storage.numbering;
