/// The event log: how records lie in their rows, reading and following them, and removing old ones.
package dev.licet.storage.record;
