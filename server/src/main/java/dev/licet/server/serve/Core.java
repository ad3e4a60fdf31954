package dev.licet.server.serve;

import dev.licet.domain.explain.Explainer;
import dev.licet.domain.stop.Halt;
import dev.licet.server.api.Api;
import dev.licet.server.api.Parties;

/// What the endpoints of the API and the pages of the dashboard have in common.
///
/// @param explainer says why something was refused
record Core(
        Foundation foundation,
        FairPlaySets fairPlay,
        Outbound outbound,
        Issuing issuing,
        Redeeming redeeming,
        Explainer explainer) {

    static Core on(Foundation foundation) {
        var fairPlay = FairPlaySets.load(foundation);
        var outbound = Outbound.of(foundation.config());
        var issuing = Issuing.of(foundation, fairPlay);
        var redeeming = Redeeming.of(foundation, fairPlay, outbound, issuing);
        return new Core(foundation, fairPlay, outbound, issuing, redeeming, explainer(foundation, issuing));
    }

    /// All paths of the API.
    Api api(Api.Endpoints endpoints) {
        return new Api(
                endpoints, new Parties(issuing.callers(), issuing.signers(), issuing.sealer()), redeeming.clearKey());
    }

    private static Explainer explainer(Foundation foundation, Issuing issuing) {
        var database = foundation.database();
        return new Explainer(
                database.accounts(),
                database.records(),
                database.ledger()::progress,
                issuing.sealer(),
                new Halt(database.stops()),
                foundation.clock());
    }
}
