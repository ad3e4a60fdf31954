package dev.licet.storage.stop;

import dev.licet.domain.stop.Stop;
import java.time.Instant;

/// An entry of a stop list.
///
/// @param id      its number, by which it is removed
/// @param stop    what is stopped
/// @param created when it was put there
public record StopOverview(long id, Stop stop, Instant created) {}
