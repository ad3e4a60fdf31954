package dev.licet.domain.ledger;

/// The licenses that were granted in the present window of a token and not taken back.
///
/// @param window   its number
/// @param licenses how many free ones it was given
/// @param held     how many licenses, the one that opened it and retries in it counted
public record Holding(int window, int licenses, int held) {}
