package dev.licet.server.serve;

import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.drm.credential.UsableFairPlayCredentials;
import dev.licet.drm.spi.FairPlayDerivation;
import java.util.List;

/// The FairPlay credentials of the database, set against the derivations that are installed here.
///
/// @param plugIns   the derivations of the plug-in folder and the module path
/// @param installed all derivations, those of the product included
/// @param usable    the credentials that an installed derivation can use
/// @param leftOut   the other ones
record FairPlaySets(
        List<FairPlayDerivation> plugIns,
        InstalledDerivations installed,
        UsableFairPlayCredentials usable,
        UnusableCredentials leftOut) {

    /// Loads the plug-ins and logs the credentials that are left out.
    static FairPlaySets load(Foundation foundation) {
        var database = foundation.database();
        var plugIns = PlugIns.load(foundation.config().plugIns());
        var installed = InstalledDerivations.with(plugIns);
        var usable = new UsableFairPlayCredentials(database.fairPlayCredentials(), installed);
        var leftOut = new UnusableCredentials(database.administration().fairPlay()::list, installed);
        leftOut.look();
        return new FairPlaySets(plugIns, installed, usable, leftOut);
    }
}
