package dev.licet.drm.widevine;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.drm.Device;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.UpstreamReport;
import dev.licet.drm.widevine.upstream.Upstreams;
import dev.licet.drm.widevine.upstream.Verdict;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// See [dev.licet.drm.system.WidevineUpstreamCheck]. Each check starts without the memory of earlier failures, so that
/// a breaker that is open does not keep an operator from trying again.
public final class Diagnosis {
    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final SecureRandom random;

    /// See [dev.licet.drm.system.WidevineUpstreamCheck].
    public Diagnosis(UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// Tries for the service certificate.
    public UpstreamReport certificate(WidevineBackEnd backEnd) {
        return upstreams(backEnd)
                .of(nobody())
                .map(upstream -> report(upstream.certificate(nobody()), "the upstream has given its certificate"))
                .orElse(new UpstreamReport(true, "there is no upstream to ask", Map.of()));
    }

    /// Tries to have a challenge described.
    public UpstreamReport device(WidevineBackEnd.SignedJson backEnd, byte[] challenge) {
        var verdict = upstreams(backEnd).describe(backEnd, challenge);
        return report(verdict, "the upstream can read and verify the challenge");
    }

    private Upstreams upstreams(WidevineBackEnd backEnd) {
        return new Upstreams((account, environment) -> Optional.of(backEnd), limits, clock, random);
    }

    private static UpstreamReport report(Verdict verdict, String good) {
        return switch (verdict) {
            case Verdict.Given(byte[] message, Map<String, String> facts) ->
                new UpstreamReport(true, good, printable(facts));
            case Verdict.Denied(Refused why, Map<String, String> facts) ->
                new UpstreamReport(false, why.reason(), printable(facts));
        };
    }

    private static Map<String, String> printable(Map<String, String> facts) {
        return DeviceFacts.told(Device.UNKNOWN, facts).facts();
    }

    /// A token that opens nothing, for headers to be filled in from.
    private Token nobody() {
        return new Token(
                Environment.TEST,
                Drm.WIDEVINE,
                new AccountId(1),
                TokenId.of(new byte[TokenId.BYTES]),
                clock.instant(),
                clock.instant(),
                nothing(),
                Optional.empty(),
                Optional.empty());
    }

    private static Rights nothing() {
        var key = new KeyGrant(
                Optional.empty(), SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]), 1, Hdcp.NONE, Optional.empty());
        return new Rights(
                List.of(key), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());
    }
}
