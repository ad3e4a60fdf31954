package dev.licet.http.lane;

import java.util.function.BooleanSupplier;

/// The party that waits for a piece of work. Both questions are asked often, so they must be cheap.
///
/// @param party    whom it is done for: those of one party share what one party may have. It must be something that
///                 nobody can make up, such as an account that has shown who it is, or an address
/// @param hasLeft  whether nobody waits any more
/// @param isSilent whether it looks as if nobody waited any more: then the work is done where there is room for it
public record Asker(String party, BooleanSupplier hasLeft, BooleanSupplier isSilent) {}
