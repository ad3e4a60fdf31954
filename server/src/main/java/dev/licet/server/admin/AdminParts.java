package dev.licet.server.admin;

import dev.licet.dashboard.DashboardParts;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.http.lane.Lanes;
import dev.licet.storage.Database;
import java.time.InstantSource;

/// What the routes work on.
///
/// @param tools       what computing needs
/// @param derivations the FairPlay derivations that are installed
public record AdminParts(Database database, DashboardParts.Tools tools, InstalledDerivations derivations) {
    Lanes lanes() {
        return tools.lanes();
    }

    InstantSource clock() {
        return tools.clock();
    }
}
