package dev.licet.server.serve;

import dev.licet.crypto.Authorities;
import dev.licet.domain.OutcomeCounts;
import dev.licet.domain.dualrun.Outcome;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.UpstreamOutcome;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.server.config.Config;

/// How the service calls other servers.
///
/// @param trust  whose certificates it believes
/// @param limits how long it waits for license servers, for how many calls at once, and what it shows them
/// @param dualRuns told how the answers of two license services compare
public record Outbound(Authorities trust, UpstreamLimits limits, OutcomeCounts<Outcome> dualRuns) {
    /// Throws [dev.licet.server.config.BadConfig] when a file that the configuration names cannot be used.
    public static Outbound of(Config config) {
        Authorities trust = CaFile.of(config);
        Authorities shown = config.shown()
                .map(files -> trust.showing(new ShownCertificate(files)))
                .orElse(trust);
        return new Outbound(
                trust,
                config.upstream().trusting(shown).watchedBy(new OutcomeCounts<>(UpstreamOutcome.class)),
                new OutcomeCounts<>(Outcome.class));
    }

    WidevineUpstreamCheck check(Foundation foundation) {
        return new WidevineUpstreamCheck(limits, foundation.clock(), foundation.random());
    }
}
