package dev.licet.device;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.device.widevine.Challenge;
import dev.licet.device.widevine.ReceivedLicense;
import dev.licet.device.widevine.ServiceCertificate;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineIssuer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
            return licensed(afterwards(license));
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

    private Outcome licensed(ReceivedLicense received) {
        var license = received.license();
        var policy = license.policy().orElseThrow();
        facts.put("type", license.id().type().name().toLowerCase(Locale.ROOT));
        facts.put("version", license.id().version().orElse(0));
        facts.put("persist", policy.canPersist());
        facts.put("renew", policy.canRenew());
        put("startWindowSeconds", policy.rental());
        put("playbackSeconds", policy.playback());
        put("licenseSeconds", policy.license());
        put("renewalDelaySeconds", policy.renewalDelay());
        return new Outcome.Licensed(
                received.keys().stream().map(WidevineConversation::key).toList(), facts);
    }

    private void put(String name, OptionalLong value) {
        if (value.isPresent()) facts.put(name, value.getAsLong());
    }

    private static Outcome.Key key(ReceivedLicense.Key key) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("level", key.level());
        facts.put("hdcp", hdcpWord(key.hdcp()));
        key.label().ifPresent(label -> facts.put("track", label));
        return new Outcome.Key(Optional.of(HexFormat.of().formatHex(key.kid())), key.key(), facts);
    }

    /// Reference: widevine.md 1.4, `OutputProtection`.
    private static String hdcpWord(int hdcp) {
        return switch (hdcp) {
            case 0 -> "none";
            case 1 -> "1";
            case 2 -> "2";
            case 3 -> "2.1";
            case 4 -> "2.2";
            case 5 -> "2.3";
            case 255 -> "no-digital-output";
            default -> String.valueOf(hdcp);
        };
    }
}
