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
import dev.licet.drm.WidevineUpstreamCheck.Report;
import dev.licet.drm.widevine.upstream.Upstreams;
import dev.licet.drm.widevine.upstream.Verdict;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// See [dev.licet.drm.WidevineUpstreamCheck]. Each check begins with a clean slate: what went wrong before does not
/// keep an operator from trying again.
public final class Diagnosis {
    private final UpstreamLimits limits;
    private final InstantSource clock;
    private final SecureRandom random;

    /// See [dev.licet.drm.WidevineUpstreamCheck].
    public Diagnosis(UpstreamLimits limits, InstantSource clock, SecureRandom random) {
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// Tries for the service certificate.
    public Report certificate(WidevineBackEnd backEnd) {
        return upstreams(backEnd)
                .of(nobody())
                .map(upstream -> report(upstream.certificate(nobody()), "the upstream has given its certificate"))
                .orElse(new Report(true, "there is no upstream to ask", Map.of()));
    }

    /// Tries to have a challenge described.
    public Report device(WidevineBackEnd.SignedJson backEnd, byte[] challenge) {
        var verdict = upstreams(backEnd).describe(backEnd, challenge);
        return report(verdict, "the upstream can read and verify the challenge");
    }

    private Upstreams upstreams(WidevineBackEnd backEnd) {
        return new Upstreams((account, environment) -> Optional.of(backEnd), limits, clock, random);
    }

    private static Report report(Verdict verdict, String good) {
        return switch (verdict) {
            case Verdict.Given(byte[] message, Map<String, String> facts) -> new Report(true, good, printable(facts));
            case Verdict.Denied(Refused why, Map<String, String> facts) ->
                new Report(false, why.reason(), printable(facts));
        };
    }

    private static Map<String, String> printable(Map<String, String> facts) {
        return DeviceFacts.told(Device.UNKNOWN, facts).facts();
    }

    /// A token that opens nothing, for headers to be filled in from.
    private Token nobody() {
        var key = new KeyGrant(
                Optional.empty(), SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]), 1, Hdcp.NONE, Optional.empty());
        return new Token(
                Environment.TEST,
                Drm.WIDEVINE,
                new AccountId(1),
                TokenId.of(new byte[TokenId.BYTES]),
                clock.instant(),
                clock.instant(),
                new Rights(
                        List.of(key),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of()),
                Optional.empty(),
                Optional.empty());
    }
}
