/// Reads the JSON of others: whole documents of limited size, each member with the type that it must have.
/// Writes ours.
package dev.licet.keys.json;
