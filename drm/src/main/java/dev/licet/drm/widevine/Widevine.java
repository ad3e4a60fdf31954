package dev.licet.drm.widevine;

import dev.licet.domain.Drm;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.widevine.upstream.Upstreams;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Widevine: tells messages apart (reference: widevine.md 2.1). What the embedded back end cannot serve is left to the
/// account's upstream.
public final class Widevine implements DrmSystem {
    private final WidevineTrust trust;
    private final WidevineOptions options;
    private final SecureRandom random;
    private final ClientIds clientIds;
    private final DeviceChains chains;
    private final SessionVault sessions;
    private final Upstreams upstreams;
    private final UpstreamRouting routing;

    /// See [DrmSystem#widevine].
    public Widevine(WidevinePorts ports, WidevineOptions options, InstantSource clock, SecureRandom random) {
        this.trust = ports.trust();
        this.options = options;
        this.random = random;
        var identities = new Identities(trust);
        this.clientIds = new ClientIds(identities);
        this.chains = new DeviceChains(trust, identities);
        this.sessions = new SessionVault(ports.sealingKeys());
        this.upstreams = new Upstreams(ports.backEnds(), options.upstream(), clock, random);
        this.routing = new UpstreamRouting(this);
    }

    @Override
    public Drm drm() {
        return Drm.WIDEVINE;
    }

    @Override
    public Message classify(byte[] body, Optional<String> accept) throws MalformedMessage {
        var signed = read(body);
        return switch (signed.type()) {
            case SERVICE_CERTIFICATE_REQUEST -> new CertificateQuestion(this);
            case LICENSE_REQUEST -> request(SignedRequest.of(body, signed));
            case LICENSE,
                    ERROR_RESPONSE,
                    SERVICE_CERTIFICATE,
                    SUB_LICENSE,
                    CAS_LICENSE_REQUEST,
                    CAS_LICENSE,
                    EXTERNAL_LICENSE_REQUEST,
                    EXTERNAL_LICENSE ->
                throw new MalformedMessage("a message of type " + signed.type() + " is not a request that is served");
        };
    }

    private static WidevineSignedMessage read(byte[] body) throws MalformedMessage {
        try {
            return WidevineSignedMessage.read(body);
        } catch (MalformedMessage malformed) {
            throw new MalformedMessage(Lookalike.of(body).orElseGet(malformed::getMessage));
        }
    }

    private Message request(SignedRequest signed) {
        try {
            return readRequest(signed);
        } catch (MalformedMessage unread) {
            return new UnreadRequest(this, signed, unread.getMessage());
        }
    }

    private Message readRequest(SignedRequest signed) throws MalformedMessage {
        var request = WidevineLicenseRequest.read(signed.msg());
        return switch (request.type()) {
            case NEW -> new FirstRequest(this, signed, request, newContent(request));
            case RENEWAL, RELEASE -> new SessionChallenge(this, signed, request, existingLicense(request));
        };
    }

    private static WidevineContentId.First newContent(WidevineLicenseRequest request) throws MalformedMessage {
        if (request.contentId().orElse(null) instanceof WidevineContentId.First first) return first;
        throw new MalformedMessage("the request for a first license names no content");
    }

    private static WidevineContentId.Existing existingLicense(WidevineLicenseRequest request) throws MalformedMessage {
        if (request.contentId().orElse(null) instanceof WidevineContentId.Existing existing) return existing;
        throw new MalformedMessage("the request names no license to renew or to release");
    }

    WidevineTrust trust() {
        return trust;
    }

    WidevineOptions options() {
        return options;
    }

    SecureRandom random() {
        return random;
    }

    ClientIds clientIds() {
        return clientIds;
    }

    DeviceChains chains() {
        return chains;
    }

    SessionVault sessions() {
        return sessions;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    UpstreamRouting routing() {
        return routing;
    }
}
