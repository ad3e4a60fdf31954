package dev.licet.device;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.device.widevine.Challenge;
import dev.licet.device.widevine.ReceivedLicense;
import dev.licet.device.widevine.ServiceCertificate;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineIssuer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One Widevine device talking to one server.
final class WidevineConversation {
    private static final int STATUS_OK = 200;
    private static final long SECONDS_PLAYED = 10;
    private static final int RSA_BITS = 2048;

    private final PlayRequest request;
    private final WidevineCdm cdm;
    private final Optional<WidevineMisbehaviour> misbehaviour;
    private final Setting setting;
    private final Map<String, Object> facts = new LinkedHashMap<>();

    WidevineConversation(
            PlayRequest request, WidevineCdm cdm, Optional<WidevineMisbehaviour> misbehaviour, Setting setting) {
        this.request = request;
        this.cdm = cdm;
        this.misbehaviour = misbehaviour;
        this.setting = setting;
    }

    Outcome play(byte[] pssh, boolean privacy) throws Complaint {
        facts.put("system", "widevine");
        try {
            var type = is(WidevineMisbehaviour.OFFLINE) ? LicenseType.OFFLINE : LicenseType.STREAMING;
            var challenge = cdm.challenge(pssh, type, sealTo(privacy));
            var license = fetch(challenge);
            return WidevineOutcome.licensed(afterwards(license), facts);
        } catch (Stopped stopped) {
            return stopped.outcome();
        } catch (MalformedMessage malformed) {
            return new Outcome.Unusable(malformed.getMessage());
        }
    }

    private Optional<ServiceCertificate> sealTo(boolean privacy) throws Complaint, Stopped, MalformedMessage {
        if (is(WidevineMisbehaviour.WRONG_CERTIFICATE)) return Optional.of(anotherService());
        if (!privacy) return Optional.empty();
        var certificate = cdm.serviceCertificate(send(cdm.certificateRequest()));
        facts.put("provider", certificate.provider());
        return Optional.of(certificate);
    }

    private ServiceCertificate anotherService() throws MalformedMessage {
        var key = RsaPrivateKey.generate(RSA_BITS, setting.random());
        var now = setting.clock().instant();
        var root = WidevineIssuer.root(key, now, setting.random());
        var service = root.service("another.service.invalid", key, now, setting.random());
        return ServiceCertificate.read(service.certificate(), Optional.of(root.certificate()));
    }

    private ReceivedLicense fetch(Challenge challenge) throws Complaint, Stopped, MalformedMessage {
        byte[] body = misbehaviour.map(kind -> kind.body(challenge)).orElse(challenge.body());
        var license = cdm.receive(challenge, send(body));
        if (!is(WidevineMisbehaviour.REPEAT)) return license;
        for (int sent = 1; sent < request.times(); sent++) license = cdm.receive(challenge, send(body));
        facts.put("answers", request.times());
        return license;
    }

    private ReceivedLicense afterwards(ReceivedLicense license) throws Complaint, Stopped, MalformedMessage {
        if (is(WidevineMisbehaviour.RENEW)) return renew(license);
        if (is(WidevineMisbehaviour.RELEASE)) return release(license);
        if (is(WidevineMisbehaviour.RENEW_AFTER_RELEASE)) return renew(release(license));
        return license;
    }

    private ReceivedLicense renew(ReceivedLicense license) throws Complaint, Stopped, MalformedMessage {
        byte[] answer = send(cdm.renewal(license, SECONDS_PLAYED).body());
        return cdm.receiveRenewal(license, answer);
    }

    private ReceivedLicense release(ReceivedLicense license) throws Complaint, Stopped, MalformedMessage {
        byte[] answer = send(cdm.release(license, SECONDS_PLAYED).body());
        cdm.receiveRelease(license, answer);
        facts.put("released", true);
        return license;
    }

    private byte[] send(byte[] body) throws Complaint, Stopped {
        var reply = request.post("application/octet-stream", body);
        if (reply.status() != STATUS_OK) throw new Stopped(Refusals.read(reply));
        return reply.body();
    }

    private boolean is(WidevineMisbehaviour kind) {
        return misbehaviour.equals(Optional.of(kind));
    }
}
