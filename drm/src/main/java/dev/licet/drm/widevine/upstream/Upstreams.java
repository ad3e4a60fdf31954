package dev.licet.drm.widevine.upstream;

import dev.licet.domain.LruCache;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnds;
import dev.licet.domain.token.Token;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.Line;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// The other license servers of all accounts.
public final class Upstreams {
    private static final int MOST_LINES = 1024;

    private final WidevineBackEnds backEnds;
    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Http http;
    private final LruCache<String, Line> lines = new LruCache<>(MOST_LINES);
    private final Certificates certificates;

    /// @param random for session ids
    public Upstreams(WidevineBackEnds backEnds, UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.backEnds = backEnds;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.http = new Http(limits.connect(), GetLicenseAnswer.MAX_BYTES, limits.trust());
        this.certificates = new Certificates(clock);
    }

    /// Who answers for the token's account, unless nobody does.
    public Optional<Upstream> of(Token token) {
        return backEnds.of(token.account(), token.environment()).flatMap(this::of);
    }

    /// The service certificate of that upstream, from memory in the ordinary case.
    public Verdict certificate(Upstream upstream, Token token) {
        return certificates.of(upstream, token);
    }

    /// What an upstream makes of a challenge; the message of what comes back is empty.
    public Verdict describe(WidevineBackEnd.SignedJson backEnd, byte[] challenge) {
        return signedJson(backEnd).describe(challenge);
    }

    private Optional<Upstream> of(WidevineBackEnd backEnd) {
        return switch (backEnd) {
            case WidevineBackEnd.Embedded none -> Optional.empty();
            case WidevineBackEnd.SignedJson signed -> Optional.of(signedJson(signed));
            case WidevineBackEnd.Relay relay -> Optional.of(relay(relay));
        };
    }

    private SignedJsonUpstream signedJson(WidevineBackEnd.SignedJson signed) {
        return new SignedJsonUpstream(signed, http, line(signed.url() + " " + signed.provider()), random);
    }

    private RelayUpstream relay(WidevineBackEnd.Relay relay) {
        return new RelayUpstream(relay, http, line(relay.url().toString()));
    }

    private Line line(String name) {
        return lines.of(name, () -> new Line(limits, clock));
    }
}
