package dev.licet.drm.fairplay;

import dev.licet.domain.Drm;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.drm.Answer;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.FairPlayOptions;
import dev.licet.drm.Message;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcTransportProfile;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Apple's FairPlay Streaming. Answers SPC versions 1 and 2, and version 3 when its transport profile is known.
public final class FairPlay implements DrmSystem {
    /// What Safari's player sends when it throws a key away; any small answer satisfies it.
    private static final Set<String> COURTESIES = Set.of("license-release", "acknowledged");

    private static final int LONGEST_COURTESY = 32;

    /// What a message gets that wants nothing.
    static final Answer ACKNOWLEDGED = new Answer("acknowledged".getBytes(StandardCharsets.US_ASCII), "text/plain");

    private final KeyRing keys;
    private final Derivations derivations;
    private final Optional<SpcTransportProfile> v3;
    private final SecureRandom random;
    private final KsmClient ksm;

    /// With all derivations that are installed.
    ///
    /// @param credentials whose keys open SPCs
    /// @param v3          what the operator's SDK says about SPC version 3
    /// @param clock       for how long a key server is left alone that does not answer
    /// @param random      for IVs and padding
    public FairPlay(
            FairPlayCredentials credentials,
            Optional<SpcTransportProfile> v3,
            InstantSource clock,
            SecureRandom random) {
        this(credentials, Derivations.installed(), v3, clock, random);
    }

    /// With the built-in derivations and those of the options.
    public FairPlay(
            FairPlayCredentials credentials, FairPlayOptions options, InstantSource clock, SecureRandom random) {
        this(
                credentials,
                new Derivations(options.plugIns()),
                options.v3(),
                new KsmClient(options.upstream(), clock),
                random);
    }

    FairPlay(
            FairPlayCredentials credentials,
            Derivations derivations,
            Optional<SpcTransportProfile> v3,
            InstantSource clock,
            SecureRandom random) {
        this(credentials, derivations, v3, new KsmClient(UpstreamLimits.STANDARD, clock), random);
    }

    private FairPlay(
            FairPlayCredentials credentials,
            Derivations derivations,
            Optional<SpcTransportProfile> v3,
            KsmClient ksm,
            SecureRandom random) {
        this.ksm = ksm;
        this.keys = new KeyRing(credentials, derivations);
        this.derivations = derivations;
        this.v3 = v3;
        this.random = random;
    }

    @Override
    public Drm drm() {
        return Drm.FAIRPLAY;
    }

    @Override
    public Message classify(byte[] body, Optional<String> accept) throws MalformedMessage {
        if (isCourtesy(body)) return new Message.Static(ACKNOWLEDGED);
        RequestBody request = RequestBody.read(body, accept);
        SpcContainer container = SpcContainer.read(request.spc(), v3);
        return new SpcRequest(request.spc(), container, request.wrapping(), keys, derivations, ksm, random);
    }

    private static boolean isCourtesy(byte[] body) {
        if (body.length > LONGEST_COURTESY) return false;
        return COURTESIES.contains(new String(body, StandardCharsets.US_ASCII).strip());
    }
}
