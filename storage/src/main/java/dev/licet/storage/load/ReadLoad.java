package dev.licet.storage.load;

/// How the connections for reading are used at this moment.
///
/// @param atWork  connections that read
/// @param waiting reads that wait for one
/// @param room    how many there may be
public record ReadLoad(int atWork, int waiting, int room) {}
