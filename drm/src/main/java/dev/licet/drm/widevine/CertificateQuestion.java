package dev.licet.drm.widevine;

import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.LicenseOutcome;
import dev.licet.drm.Message;
import dev.licet.drm.widevine.upstream.Upstream;
import dev.licet.drm.widevine.upstream.Verdict;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.util.Map;
import java.util.Optional;

/// A player asks for the service certificate that it encrypts its client id for. Only the server that answers
/// the license request can decrypt the client id, so an account with an upstream gets the upstream's
/// certificate (reference: widevine.md 2.2).
record CertificateQuestion(Widevine widevine) implements Message.CertificateRequest {
    @Override
    public LicenseOutcome answer(Optional<Token> token) {
        return token.flatMap(known -> widevine.upstreams().of(known).map(upstream -> ask(upstream, known)))
                .orElseGet(() -> new LicenseOutcome.Given(Answer.raw(own())));
    }

    private LicenseOutcome ask(Upstream upstream, Token token) {
        return switch (widevine.upstreams().certificate(upstream, token)) {
            case Verdict.Given(byte[] message, Map<String, String> facts) ->
                new LicenseOutcome.Given(Answer.raw(message));
            case Verdict.Denied(Refused why, Map<String, String> facts) -> new LicenseOutcome.Denied(why);
        };
    }

    /// The newest service certificate. An installation without any answers that the service is unavailable.
    private byte[] own() {
        return widevine.trust().identities().stream()
                .findFirst()
                .map(identity -> WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.SERVICE_CERTIFICATE, Optional.of(identity.serviceCertificate())))
                .orElseGet(() -> WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.ERROR_RESPONSE,
                        Optional.of(WidevineLicenseError.SERVICE_UNAVAILABLE.toBytes())))
                .toBytes();
    }
}
