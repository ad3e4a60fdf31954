package dev.licet.server.api;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import java.util.Optional;
import java.util.Set;

/// The certificates that players load before they ask for a license. Public and the same for everybody.
public final class CertificateEndpoint {
    private static final String AN_HOUR = "public, max-age=3600";

    private final FairPlayCredentials fairPlay;
    private final WidevineTrust widevine;
    private final Set<Environment> embedded;

    /// @param embedded where the embedded Widevine back end serves
    public CertificateEndpoint(FairPlayCredentials fairPlay, WidevineTrust widevine, Set<Environment> embedded) {
        this.fairPlay = fairPlay;
        this.widevine = widevine;
        this.embedded = Set.copyOf(embedded);
    }

    /// The newest FairPlay certificate, or bundle, of an account, byte for byte as it was imported.
    Reply fairPlay(String account, Request request) {
        return AccountId.parse(account)
                .flatMap(id -> fairPlay.of(id, request.environment()).stream().findFirst())
                .map(credential -> found(credential.certificate()))
                .orElseGet(() -> none(request, "This account has no FairPlay certificate here"));
    }

    /// The Widevine service certificate, a `SignedDrmCertificate`.
    Reply widevine(Request request) {
        boolean served = embedded.contains(request.environment());
        Optional<byte[]> certificate = served
                ? widevine.identities().stream().findFirst().map(identity -> identity.serviceCertificate())
                : Optional.empty();
        return certificate
                .map(CertificateEndpoint::found)
                .orElseGet(() -> none(request, "There is no Widevine service certificate here"));
    }

    private static Reply found(byte[] certificate) {
        return Reply.of(200, "application/octet-stream", certificate).with("Cache-Control", AN_HOUR);
    }

    private static Reply none(Request request, String words) {
        return Api.refused(request, Problem.http(404, words));
    }
}
