package dev.licet.drm.widevine;

import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Message;
import dev.licet.drm.widevine.upstream.Upstream;
import dev.licet.drm.widevine.upstream.Verdict;
import java.util.Map;
import java.util.Optional;

/// A player wants a service certificate to seal its client id for. It must be that of whoever will read the client id,
/// so an account with an upstream gets the upstream's (reference: widevine.md 2.2).
record CertificateQuestion(Widevine widevine) implements Message.CertificateRequest {
    @Override
    public LicenseOutcome answer(Optional<Token> token) {
        return token.flatMap(known -> widevine.upstreams().of(known).map(upstream -> ask(upstream, known)))
                .orElseGet(() -> new LicenseOutcome.Given(Answer.raw(widevine.serviceCertificate())));
    }

    private LicenseOutcome ask(Upstream upstream, Token token) {
        return switch (widevine.upstreams().certificate(upstream, token)) {
            case Verdict.Given(byte[] message, Map<String, String> facts) ->
                new LicenseOutcome.Given(Answer.raw(message));
            case Verdict.Denied(Refused why, Map<String, String> facts) -> new LicenseOutcome.Denied(why);
        };
    }
}
