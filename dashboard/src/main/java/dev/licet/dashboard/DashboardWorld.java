package dev.licet.dashboard;

import dev.licet.dashboard.openid.OpenId;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.request.TokenPreview;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.http.PublicUrls;
import dev.licet.http.lane.Lanes;
import dev.licet.storage.Administration;
import dev.licet.storage.Database;
import dev.licet.storage.dashboard.DashboardData;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// What the dashboard works with.
///
/// @param database all that is kept
/// @param issuer   makes or refuses a token of an account that has signed in here
/// @param previewer says what would become of such a request
/// @param sealer   opens tokens, to say what is in them
/// @param explainer says why something was refused
/// @param upstreams tries Widevine back ends
/// @param derivations the FairPlay derivations that are installed
/// @param urls     how the environments are reached
/// @param clearKey where Clear Key is served
/// @param openId   who else says who somebody is
/// @param self     how browsers reach the dashboard
/// @param lanes    where what takes longer than a moment is computed
/// @param secure   whether browsers reach the dashboard over TLS
public record DashboardWorld(
        Database database,
        BiFunction<Account, TokenCall, TokenOutcome> issuer,
        BiFunction<Account, TokenCall, TokenPreview> previewer,
        TokenSealer sealer,
        Explainer explainer,
        WidevineUpstreamCheck upstreams,
        InstalledDerivations derivations,
        PublicUrls urls,
        Set<Environment> clearKey,
        Optional<OpenId> openId,
        Supplier<URI> self,
        Lanes lanes,
        boolean secure,
        InstantSource clock,
        SecureRandom random) {

    DashboardData data() {
        return database.dashboard();
    }

    /// What is slow on purpose.
    Hashing hashing() {
        return new Hashing(lanes.hashing());
    }

    Administration administration() {
        return database.administration();
    }
}
