package dev.licet.http;

/// What a request takes of the room for requests in work.
///
/// @param party  whose it is
/// @param places how many
record Wanted(String party, int places) {}
