package dev.licet.drm.widevine;

import dev.licet.crypto.Hmac;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.Message;
import dev.licet.drm.SessionOpening;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePolicy;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// A request to renew or to release a license (reference: widevine.md 2.8).
final class SessionChallenge implements Message.SessionRequest {
    private final Widevine widevine;
    private final SignedRequest signed;
    private final WidevineLicenseRequest request;
    private final WidevineContentId.Existing existing;

    SessionChallenge(
            Widevine widevine,
            SignedRequest signed,
            WidevineLicenseRequest request,
            WidevineContentId.Existing existing) {
        this.widevine = widevine;
        this.signed = signed;
        this.request = request;
        this.existing = existing;
    }

    @Override
    public SessionOpening open(Token token, Instant now) {
        return switch (session(token, now)) {
            case Finding.Bad<Session>(var why) -> notAuthenticated(why);
            case Finding.Foreign<Session>(var why) -> routed(token, why);
            case Finding.Good<Session>(var session) -> open(token, session, now);
        };
    }

    private Finding<Session> session(Token token, Instant now) {
        var sealed = existing.license().sessionToken();
        if (sealed.isEmpty()) return Finding.foreign("the license was given without a session: it cannot be renewed");
        var opened = widevine.sessions().open(sealed.get());
        if (opened.isEmpty()) return Finding.foreign("the session is not ours, or older than the oldest sealing key");
        var unservable = Embedded.unservable(widevine, token, signed);
        return unservable.isPresent() ? Finding.bad(unservable.get()) : check(token, opened.get(), now);
    }

    private Finding<Session> check(Token token, Session session, Instant now) {
        Optional<String> foreign = foreign(token, session, now);
        if (foreign.isPresent()) return Finding.bad(foreign.get());
        if (!existing.license()
                .sessionId()
                .map(id -> Arrays.equals(id, session.id()))
                .orElse(false)) {
            return Finding.bad("the license names another session");
        }
        byte[] expected = Hmac.sha256(session.macClient(), signed.msg());
        return MessageDigest.isEqual(expected, signed.signature())
                ? Finding.good(session)
                : Finding.bad("the request is not signed with the keys of its license");
    }

    /// The token that a license was given with renews it also after its expiry. Another one must be good for a
    /// first license of the same keys, so that nobody lengthens a license with the rights of a token that is
    /// over; to give back, any will do.
    private Optional<String> foreign(Token token, Session session, Instant now) {
        if (session.token().equals(token.id())) return Optional.empty();
        boolean mayUse = session.owner().filter(owner -> owner.mayUse(token)).isPresent();
        if (!mayUse) return Optional.of("the license was given with another token, and not for the keys of this one");
        return isRelease() || token.isFresh(now)
                ? Optional.empty()
                : Optional.of("the license was given with another token, and this one has expired");
    }

    @Override
    public boolean isRelease() {
        return request.type() == WidevineLicenseRequest.Type.RELEASE;
    }

    /// A license that is not ours was given by the upstream.
    private SessionOpening routed(Token token, String why) {
        var session = existing.license().sessionId();
        byte[] name = session.or(() -> existing.license().requestId())
                .orElse(token.id().bytes());
        return switch (request.type()) {
            case RELEASE ->
                widevine.routing()
                        .session(SessionOpening.Kind.RELEASE, token, name, left(why, new Wanted.Release(session)));
            case RENEWAL ->
                widevine.routing()
                        .session(SessionOpening.Kind.RENEWAL, token, name, left(why, new Wanted.Renewal(session)));
            case NEW -> throw new IllegalStateException("a first request is never a session request");
        };
    }

    private UpstreamRouting.Left left(String why, Wanted wanted) {
        return new UpstreamRouting.Left(signed.body(), why, Device.UNKNOWN, wanted);
    }

    private SessionOpening open(Token token, Session session, Instant now) {
        var facts = Map.of("back_end", "embedded", "license_version", String.valueOf(session.version()));
        var device = new Device(Optional.of(session.device()), facts);
        return switch (request.type()) {
            case RELEASE ->
                ready(SessionOpening.Kind.RELEASE, session, exchange(session, Optional.empty(), now, device));
            case RENEWAL -> renew(token, session, now, device);
            case NEW -> throw new IllegalStateException("a first request is never a session request");
        };
    }

    private SessionOpening renew(Token token, Session session, Instant now, Device device) {
        var trust = widevine.trust();
        if (trust.isRevoked(session.device()) || trust.isRevoked(session.model())) {
            return denied(Refusal.DEVICE_NOT_AUTHENTICATED, "the certificate of the device has been revoked", device);
        }
        var policy = Policies.renewed(
                token.rights(),
                widevine.options().renewal(),
                new Policies.Use(later(session.issued(), token.issued()), existing.secondsSinceStarted()),
                now);
        return switch (policy) {
            case Finding.Bad<WidevinePolicy>(var why) -> denied(Refusal.LICENSE_FAILED, why, device);
            case Finding.Foreign<WidevinePolicy>(var why) -> denied(Refusal.LICENSE_FAILED, why, device);
            case Finding.Good<WidevinePolicy>(var renewed) ->
                ready(SessionOpening.Kind.RENEWAL, session, exchange(session, Optional.of(renewed), now, device));
        };
    }

    /// Time runs from the first license, or from the token if that was bought later.
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static SessionOpening ready(SessionOpening.Kind kind, Session session, Exchange exchange) {
        return new SessionOpening.Ready(kind, session.id(), exchange);
    }

    private Exchange exchange(Session session, Optional<WidevinePolicy> policy, Instant now, Device device) {
        var start = request.requestTime().orElse(now.getEpochSecond());
        return new SessionExchange(widevine, session.next(), existing.license(), policy, start, device);
    }

    private static SessionOpening notAuthenticated(String why) {
        return denied(Refusal.DEVICE_NOT_AUTHENTICATED, why, Device.UNKNOWN);
    }

    private static SessionOpening denied(Refusal refusal, String why, Device device) {
        return new SessionOpening.Denied(Refused.request(refusal, why), device);
    }
}
