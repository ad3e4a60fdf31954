package dev.licet.dashboard;

import dev.licet.domain.Environment;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.request.TokenIssuer;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.http.PublicUrls;
import dev.licet.http.lane.Lanes;
import dev.licet.storage.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/// What the pages of the dashboard are made of. No page sees all of it: [Areas] gives each what it needs.
///
/// @param database all that is kept
/// @param tokens   makes, opens and explains tokens
/// @param players  how players are served
/// @param tools    what computing needs
public record DashboardParts(Database database, Tokens tokens, Players players, Tools tools) {

    /// What makes tokens, opens them and explains them.
    ///
    /// @param issuer    makes or refuses a token of an account that has signed in here, or says beforehand which
    /// @param sealer    opens tokens, to say what is in them
    /// @param explainer says why something was refused
    /// @param packagers the keys that packagers were given
    public record Tokens(TokenIssuer issuer, TokenSealer sealer, Explainer explainer, KeyProvider packagers) {}

    /// How players are served.
    ///
    /// @param urls        how the environments are reached
    /// @param clearKey    where Clear Key is served
    /// @param derivations the FairPlay derivations that are installed
    /// @param upstreams   other license servers
    public record Players(
            PublicUrls urls, Set<Environment> clearKey, InstalledDerivations derivations, Upstreams upstreams) {
        boolean haveClearKey(Environment environment) {
            return clearKey.contains(environment);
        }
    }

    /// Other license servers.
    ///
    /// @param widevine         tries Widevine back ends
    /// @param showsCertificate whether those that ask for a certificate are shown one
    public record Upstreams(WidevineUpstreamCheck widevine, boolean showsCertificate) {}

    /// What computing needs.
    ///
    /// @param lanes where what takes longer than a moment is computed
    /// @param files how records are laid out in a file; the service lends it, whose commands write the same files
    public record Tools(
            Lanes lanes, InstantSource clock, SecureRandom random, Function<LineFormat, LineFile<EventRecord>> files) {
        /// What is slow on purpose.
        Hashing hashing() {
            return new Hashing(lanes.hashing());
        }
    }
}
