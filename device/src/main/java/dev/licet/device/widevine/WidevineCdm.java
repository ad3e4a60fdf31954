package dev.licet.device.widevine;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePolicy;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A content decryption module with a device in it. Answers that a device would not accept are a [MalformedMessage].
public final class WidevineCdm {
    private static final int REQUEST_ID_BYTES = 16;
    private static final int SEALED_KEY_BYTES = 32;
    private static final int CONTENT_KEY_BYTES = 16;
    private static final int PROTOCOL_VERSION = 21;
    private static final long MAX_NONCE = 0x7fff_ffffL;

    private final WidevineDevice device;
    private final InstantSource clock;
    private final SecureRandom random;

    /// A module for `device`.
    public WidevineCdm(WidevineDevice device, InstantSource clock, SecureRandom random) {
        this.device = device;
        this.clock = clock;
        this.random = random;
    }

    /// Asks for the service certificate: `08 04`.
    public byte[] certificateRequest() {
        return WidevineSignedMessage.unsigned(WidevineSignedMessage.Type.SERVICE_CERTIFICATE_REQUEST, Optional.empty())
                .toBytes();
    }

    /// Reads the answer to [#certificateRequest] and checks it under the device's root.
    public ServiceCertificate serviceCertificate(byte[] answer) throws MalformedMessage {
        var signed = expect(WidevineSignedMessage.Type.SERVICE_CERTIFICATE, answer);
        return ServiceCertificate.read(signed.msg().orElse(new byte[0]), device.root());
    }

    /// Asks for a first license.
    ///
    /// @param pssh   payload of the content's PSSH box
    /// @param sealTo the client id is sealed to this service, or goes in the clear
    public Challenge challenge(byte[] pssh, LicenseType type, Optional<ServiceCertificate> sealTo) {
        byte[] requestId = new byte[REQUEST_ID_BYTES];
        random.nextBytes(requestId);
        byte[] clientId = device.file().clientId();
        byte[] msg = new WidevineLicenseRequest(
                        sealTo.isEmpty() ? Optional.of(clientId) : Optional.empty(),
                        Optional.of(new WidevineContentId.Pssh(List.of(pssh), type, requestId)),
                        WidevineLicenseRequest.Type.NEW,
                        now(),
                        OptionalInt.of(PROTOCOL_VERSION),
                        OptionalLong.of(random.nextLong(1, MAX_NONCE)),
                        sealTo.map(service -> service.seal(clientId, random)))
                .toBytes();
        return Challenge.of(msg, Rsa.signPss(device.file().key(), msg, random), requestId);
    }

    /// Opens a first license.
    public ReceivedLicense receive(Challenge challenge, byte[] answer) throws MalformedMessage {
        var signed = expect(WidevineSignedMessage.Type.LICENSE, answer);
        var keys = WidevineSessionKeys.derive(sessionKey(signed), challenge.msg());
        var license = verified(signed, keys.macServer());
        if (!license.id()
                .requestId()
                .map(id -> Arrays.equals(id, challenge.requestId()))
                .orElse(false)) {
            throw new MalformedMessage("license: is for another request");
        }
        if (!license.policy().map(WidevinePolicy::canPlay).orElse(false)) {
            throw new MalformedMessage("license: does not allow playback");
        }
        return new ReceivedLicense(license, contentKeys(license, keys), lasting(license, keys));
    }

    /// Asks for more time.
    ///
    /// @param secondsPlayed since playback began, 0 before it
    public Challenge renewal(ReceivedLicense license, long secondsPlayed) {
        return session(WidevineLicenseRequest.Type.RENEWAL, license, secondsPlayed);
    }

    /// Gives a license back.
    public Challenge release(ReceivedLicense license, long secondsPlayed) {
        return session(WidevineLicenseRequest.Type.RELEASE, license, secondsPlayed);
    }

    private Challenge session(WidevineLicenseRequest.Type type, ReceivedLicense license, long secondsPlayed) {
        var existing = new WidevineContentId.Existing(
                license.license().id(), OptionalLong.of(secondsPlayed), OptionalLong.of(0));
        byte[] msg = new WidevineLicenseRequest(
                        Optional.empty(),
                        Optional.of(existing),
                        type,
                        now(),
                        OptionalInt.of(PROTOCOL_VERSION),
                        OptionalLong.empty(),
                        Optional.empty())
                .toBytes();
        byte[] requestId = license.license().id().requestId().orElse(new byte[0]);
        return Challenge.of(msg, Hmac.sha256(license.session().macClient(), msg), requestId);
    }

    /// Takes the answer to a renewal.
    public ReceivedLicense receiveRenewal(ReceivedLicense license, byte[] answer) throws MalformedMessage {
        var renewal = sessionAnswer(license, answer);
        if (renewal.policy().isEmpty()) throw new MalformedMessage("renewal: has no policy");
        return license.renewed(renewal);
    }

    /// Takes the acknowledgement of a release.
    public void receiveRelease(ReceivedLicense license, byte[] answer) throws MalformedMessage {
        if (sessionAnswer(license, answer).policy().isPresent()) {
            throw new MalformedMessage("release: is acknowledged with a policy");
        }
    }

    private static WidevineLicense sessionAnswer(ReceivedLicense license, byte[] answer) throws MalformedMessage {
        var signed = expect(WidevineSignedMessage.Type.LICENSE, answer);
        var renewal = verified(signed, license.session().macServer());
        int before = license.license().id().version().orElse(0);
        if (renewal.id().version().orElse(0) != before + 1) {
            throw new MalformedMessage("renewal: its version is not " + (before + 1));
        }
        return renewal;
    }

    private static WidevineSignedMessage expect(WidevineSignedMessage.Type type, byte[] answer)
            throws MalformedMessage {
        var signed = WidevineSignedMessage.read(answer);
        if (signed.type() == WidevineSignedMessage.Type.ERROR_RESPONSE) {
            var error = WidevineLicenseError.read(signed.msg().orElse(new byte[0]));
            throw new MalformedMessage("the server answered with the error " + error);
        }
        if (signed.type() != type) throw new MalformedMessage("the answer is of type " + signed.type());
        return signed;
    }

    private SecretBytes sessionKey(WidevineSignedMessage signed) throws MalformedMessage {
        return Rsa.decryptOaep(
                        Rsa.Oaep.SHA1, device.file().key(), signed.sessionKey().orElse(new byte[0]))
                .filter(key -> key.length() == WidevineSessionKeys.SESSION_KEY_BYTES)
                .orElseThrow(() -> new MalformedMessage("license: session key is not for this device"));
    }

    private static WidevineLicense verified(WidevineSignedMessage signed, SecretBytes macServer)
            throws MalformedMessage {
        byte[] msg = signed.msg().orElse(new byte[0]);
        byte[] expected = Hmac.sha256(macServer, signed.coreMessage().orElse(new byte[0]), msg);
        if (!MessageDigest.isEqual(expected, signed.signature().orElse(new byte[0]))) {
            throw new MalformedMessage("license: not signed with the session's keys");
        }
        return WidevineLicense.read(msg);
    }

    private static List<ReceivedLicense.Key> contentKeys(WidevineLicense license, WidevineSessionKeys keys)
            throws MalformedMessage {
        var opened = new ArrayList<ReceivedLicense.Key>();
        for (var container : license.keys()) {
            if (container.type() == WidevineKeyContainer.Type.CONTENT) opened.add(contentKey(container, keys));
        }
        return opened;
    }

    private static ReceivedLicense.Key contentKey(WidevineKeyContainer container, WidevineSessionKeys keys)
            throws MalformedMessage {
        var key = open(container, keys);
        if (container.sealedKey().length != SEALED_KEY_BYTES || key.length() != CONTENT_KEY_BYTES) {
            throw new MalformedMessage("license: content key is not of 16 bytes");
        }
        return new ReceivedLicense.Key(
                container.id().orElseThrow(() -> new MalformedMessage("license: content key without an id")),
                key,
                container.level().orElse(1),
                container.hdcp().orElse(0),
                container.label());
    }

    /// Renewals are signed with the signing key of the license, if it has one.
    private static WidevineSessionKeys lasting(WidevineLicense license, WidevineSessionKeys derived)
            throws MalformedMessage {
        for (var container : license.keys()) {
            if (container.type() != WidevineKeyContainer.Type.SIGNING) continue;
            var halves = open(container, derived);
            if (halves.length() != 2 * WidevineSessionKeys.MAC_BYTES) {
                throw new MalformedMessage("license: signing key is not of 64 bytes");
            }
            return derived.withMacKeys(halves);
        }
        return derived;
    }

    private static SecretBytes open(WidevineKeyContainer container, WidevineSessionKeys keys) throws MalformedMessage {
        if (container.iv().length != Aes.BLOCK_BYTES) throw new MalformedMessage("license: IV is not of 16 bytes");
        return Aes.cbcDecryptPadded(keys.encryption(), container.iv(), container.sealedKey())
                .map(SecretBytes::taking)
                .orElseThrow(() -> new MalformedMessage("license: key cannot be opened"));
    }

    private OptionalLong now() {
        return OptionalLong.of(clock.instant().getEpochSecond());
    }
}
