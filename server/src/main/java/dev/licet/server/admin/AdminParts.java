package dev.licet.server.admin;

import dev.licet.http.lane.Lanes;
import dev.licet.storage.Database;
import java.time.InstantSource;

/// What the routes work on.
///
/// @param lanes where what is read is computed
public record AdminParts(Database database, Lanes lanes, InstantSource clock) {}
