package dev.licet.server.serve;

import dev.licet.crypto.Authorities;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.server.config.Config;

/// How the service calls other servers.
///
/// @param trust  whose certificates it believes
/// @param limits how long it waits, and for how many calls at once
record Outbound(Authorities trust, UpstreamLimits limits) {
    static Outbound of(Config config) {
        Authorities trust = CaFile.of(config);
        return new Outbound(trust, config.upstream().trusting(trust));
    }

    WidevineUpstreamCheck check(Foundation foundation) {
        return new WidevineUpstreamCheck(limits, foundation.clock(), foundation.random());
    }
}
