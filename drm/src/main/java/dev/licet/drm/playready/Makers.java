package dev.licet.drm.playready;

import dev.licet.domain.Environment;
import dev.licet.domain.LruCache;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.domain.token.Token;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.Line;
import dev.licet.drm.wire.PlayReadyAnswer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// The license makers of all accounts.
final class Makers {
    private static final int MOST_LINES = 1024;

    private final PlayReadySetups setups;
    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final Grant grants;
    private final Http http;
    private final LruCache<String, Line> lines = new LruCache<>(MOST_LINES);

    Makers(PlayReadySetups setups, UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.setups = setups;
        this.limits = limits;
        this.clock = clock;
        this.grants = new Grant(random);
        this.http = new Http(limits.connect(), PlayReadyAnswer.MAX_BYTES, limits.trust());
    }

    /// Who makes licenses for the token's account, unless nobody does.
    Optional<Maker> of(Token token) {
        return setups.of(token.account(), token.environment())
                .backEnd()
                .filter(backEnd -> mayServe(backEnd, token.environment()))
                .map(this::maker);
    }

    /// Setting it up is refused already; a row that was copied from another environment must not do it either.
    private static boolean mayServe(PlayReadyBackEnd backEnd, Environment environment) {
        return environment == Environment.TEST || !(backEnd instanceof PlayReadyBackEnd.MicrosoftTest);
    }

    private Maker maker(PlayReadyBackEnd backEnd) {
        return new Maker(backEnd, new Maker.Tools(http, line(backEnd), grants, clock));
    }

    private Line line(PlayReadyBackEnd backEnd) {
        return lines.of(backEnd.word() + " " + backEnd.url(), () -> new Line(limits, clock));
    }
}
