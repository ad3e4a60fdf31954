package dev.licet.http.lane;

import java.util.function.BooleanSupplier;

/// Who waits for a piece of work.
///
/// @param party   whom it is done for: those of one party share what one party may have. It must be something that
///                nobody can make up, such as an account that has shown who it is, or an address
/// @param hasLeft whether nobody waits any more; asked now and then, so it must cost next to nothing
public record Asker(String party, BooleanSupplier hasLeft) {}
