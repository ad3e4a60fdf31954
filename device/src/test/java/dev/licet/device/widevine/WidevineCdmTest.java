package dev.licet.device.widevine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.Aes;
import dev.licet.crypto.Hmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.Repeatable;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineDeviceFile;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.drm.wire.WidevineKeyContainer;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseError;
import dev.licet.drm.wire.WidevineLicenseId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePolicy;
import dev.licet.drm.wire.WidevineSessionKeys;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The simulated device against an exchange that an independent client took part in, and against servers that lie.
class WidevineCdmTest {
    private static final Map<String, String> RECORDED = recorded();
    private static final Instant NOW = Instant.ofEpochSecond(1_795_208_400L);
    private static final byte[] KID = new byte[16];
    private static final SecretBytes SESSION_KEY = SecretBytes.parseHex(RECORDED.get("session_key"));

    private final Repeatable random = new Repeatable(3);
    private final RsaPrivateKey deviceKey =
            RsaPrivateKey.parse(bytes("device_private_key_pkcs1")).orElseThrow();
    private final WidevineDevice device = new WidevineDevice(
            new WidevineDeviceFile(WidevineDeviceFile.CHROME, 3, deviceKey, bytes("client_id")),
            Optional.of(bytes("root_certificate")));
    private final WidevineCdm cdm = new WidevineCdm(device, InstantSource.fixed(NOW), random);
    private final Challenge challenge = cdm.challenge(new byte[0], LicenseType.STREAMING, Optional.empty());
    private final WidevineSessionKeys keys = WidevineSessionKeys.derive(SESSION_KEY, challenge.msg());

    @Test
    void the_recorded_license_opens() throws MalformedMessage {
        var signed = WidevineSignedMessage.read(bytes("challenge_plain"));
        byte[] msg = signed.msg().orElseThrow();
        byte[] requestId = ((WidevineContentId.First)
                        WidevineLicenseRequest.read(msg).contentId().orElseThrow())
                .requestId();
        var recorded = Challenge.of(msg, signed.signature().orElseThrow(), requestId);
        assertArrayEquals(bytes("challenge_plain"), recorded.body());
        var license = cdm.receive(recorded, bytes("license_signed_message"));
        assertEquals(1, license.keys().size());
        assertArrayEquals(
                HexFormat.of().parseHex(RECORDED.get("content_kid")),
                license.keys().getFirst().kid());
        assertTrue(license.keys().getFirst().key().sameAs(SecretBytes.parseHex(RECORDED.get("content_key"))));
        assertTrue(license.session().macClient().sameAs(SecretBytes.parseHex(RECORDED.get("mac_key_client"))));
    }

    @Test
    void a_certificate_request_is_two_bytes() {
        assertArrayEquals(new byte[] {8, 4}, cdm.certificateRequest());
    }

    @Test
    void the_recorded_service_certificate_is_accepted_and_sealed_to() throws MalformedMessage {
        byte[] answer = WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.SERVICE_CERTIFICATE, Optional.of(bytes("service_certificate")))
                .toBytes();
        var service = cdm.serviceCertificate(answer);
        assertEquals("license.test.invalid", service.provider());
        var sealed = service.seal(device.file().clientId(), random);
        var serviceKey = RsaPrivateKey.parse(bytes("service_private_key_pkcs1")).orElseThrow();
        var privacyKey =
                Rsa.decryptOaep(Rsa.Oaep.SHA1, serviceKey, sealed.sealedKey()).orElseThrow();
        assertArrayEquals(
                bytes("client_id"),
                Aes.cbcDecryptPadded(privacyKey, sealed.iv(), sealed.sealedId()).orElseThrow());
    }

    @Test
    void a_service_certificate_under_another_root_is_refused() {
        var key = RsaPrivateKey.generate(2048, random);
        var root = WidevineIssuer.root(key, NOW, random);
        var service = root.service("license.test.invalid", key, NOW, random);
        refused(
                "service certificate: not signed by the device's root",
                () -> ServiceCertificate.read(service.certificate(), device.root()));
        refused(
                "service certificate: not one of a license service",
                () -> ServiceCertificate.read(root.certificate(), Optional.of(root.certificate())));
    }

    @Test
    void every_flipped_bit_of_a_license_is_refused() throws MalformedMessage {
        byte[] good = answer(license(content(16)), keys.macServer()).toBytes();
        cdm.receive(challenge, good);
        int sealedSessionKey = 256 * 8;
        // The sealed session key costs an RSA operation for each bit, so one bit of each of its bytes is enough.
        for (int bit = 0; bit < good.length * 8; bit += bit < good.length * 8 - sealedSessionKey ? 1 : 8) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            if (isSessionKeyType(bad, good)) continue;
            assertThrows(MalformedMessage.class, () -> cdm.receive(challenge, bad), "bit " + bit);
        }
    }

    /// The last two bytes say how the session key is sealed, which only has one way here.
    private static boolean isSessionKeyType(byte[] bad, byte[] good) {
        return Arrays.equals(bad, 0, good.length - 2, good, 0, good.length - 2);
    }

    @Test
    void lies_of_a_server_are_refused() {
        refusedLicense("license: not signed with the session's keys", answer(license(content(16)), keys.macClient()));
        refusedLicense("license: key cannot be opened", signedLicense(key(Optional.of(KID), new byte[32])));
        refusedLicense("license: content key is not of 16 bytes", signedLicense(content(15)));
        refusedLicense("license: content key is not of 16 bytes", signedLicense(content(32)));
        refusedLicense("license: content key without an id", signedLicense(key(Optional.empty(), seal(new byte[16]))));
        refusedLicense("license: IV is not of 16 bytes", signedLicense(signing(new byte[15], 64)));
        refusedLicense("license: signing key is not of 64 bytes", signedLicense(signing(new byte[16], 32)));
        refusedLicense("license: is for another request", answer(license(new byte[16], true), keys.macServer()));
        refusedLicense(
                "license: does not allow playback", answer(license(challenge.requestId(), false), keys.macServer()));
        refusedLicense(
                "the server answered with the error REVOKED_DRM_DEVICE_CERTIFICATE",
                WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.ERROR_RESPONSE,
                        Optional.of(WidevineLicenseError.REVOKED_DRM_DEVICE_CERTIFICATE.toBytes())));
        refusedLicense(
                "the answer is of type SERVICE_CERTIFICATE",
                WidevineSignedMessage.unsigned(WidevineSignedMessage.Type.SERVICE_CERTIFICATE, Optional.empty()));
    }

    @Test
    void a_session_key_for_another_device_is_refused() {
        var other = RsaPrivateKey.generate(2048, random).publicKey();
        byte[] sealed = Rsa.encryptOaep(Rsa.Oaep.SHA1, other, SESSION_KEY, random);
        refusedLicense(
                "license: session key is not for this device",
                signedLicense(content(16)).withSessionKey(sealed));
    }

    @Test
    void renewals_must_count_up_and_be_signed() throws MalformedMessage {
        var received = cdm.receive(challenge, signedLicense(content(16)).toBytes());
        byte[] good = session(1, true).toBytes();
        assertEquals(
                1, cdm.receiveRenewal(received, good).license().id().version().orElseThrow());
        refused(
                "renewal: its version is not 1",
                () -> cdm.receiveRenewal(received, session(2, true).toBytes()));
        refused(
                "renewal: has no policy",
                () -> cdm.receiveRenewal(received, session(1, false).toBytes()));
        refused("release: is acknowledged with a policy", () -> cdm.receiveRelease(received, good));
        cdm.receiveRelease(received, session(1, false).toBytes());
    }

    @Test
    void a_challenge_carries_the_device_as_it_is() throws MalformedMessage {
        var request = WidevineLicenseRequest.read(challenge.msg());
        assertArrayEquals(bytes("client_id"), request.clientId().orElseThrow());
        assertEquals(
                WidevineClientId.DEVICE_CERTIFICATE,
                WidevineClientId.read(request.clientId().orElseThrow()).type());
        assertTrue(Rsa.verifyPss(deviceKey.publicKey(), challenge.msg(), challenge.signature()));
        assertEquals(NOW.getEpochSecond(), request.requestTime().orElseThrow());
    }

    private void refusedLicense(String why, WidevineSignedMessage answer) {
        refused(why, () -> cdm.receive(challenge, answer.toBytes()));
    }

    private static void refused(String why, Executable reading) {
        assertEquals(why, assertThrows(MalformedMessage.class, reading).getMessage());
    }

    private WidevineSignedMessage signedLicense(WidevineKeyContainer key) {
        return answer(license(key), keys.macServer());
    }

    private WidevineSignedMessage answer(WidevineLicense license, SecretBytes mac) {
        byte[] msg = license.toBytes();
        return WidevineSignedMessage.signed(WidevineSignedMessage.Type.LICENSE, msg, Hmac.sha256(mac, msg))
                .withSessionKey(Rsa.encryptOaep(Rsa.Oaep.SHA1, deviceKey.publicKey(), SESSION_KEY, random));
    }

    private WidevineSignedMessage session(int version, boolean policy) {
        var license = license(challenge.requestId(), version, policy ? Optional.of(policy(true)) : Optional.empty());
        byte[] msg = license.toBytes();
        return WidevineSignedMessage.signed(
                WidevineSignedMessage.Type.LICENSE, msg, Hmac.sha256(keys.macServer(), msg));
    }

    private WidevineLicense license(WidevineKeyContainer... containers) {
        return license(challenge.requestId(), 0, Optional.of(policy(true)), containers);
    }

    private WidevineLicense license(byte[] requestId, boolean canPlay) {
        return license(requestId, 0, Optional.of(policy(canPlay)));
    }

    private static WidevineLicense license(
            byte[] requestId, int version, Optional<WidevinePolicy> policy, WidevineKeyContainer... containers) {
        var id = new WidevineLicenseId(
                Optional.of(requestId),
                Optional.of(new byte[8]),
                LicenseType.STREAMING,
                OptionalInt.of(version),
                Optional.empty());
        return new WidevineLicense(id, policy, List.of(containers), OptionalLong.of(1), OptionalLong.empty());
    }

    private static WidevinePolicy policy(boolean canPlay) {
        var none = OptionalLong.empty();
        return new WidevinePolicy(canPlay, false, false, none, none, none, none, Optional.empty(), none, none);
    }

    private WidevineKeyContainer content(int length) {
        return key(Optional.of(KID), seal(new byte[length]));
    }

    private static WidevineKeyContainer key(Optional<byte[]> id, byte[] sealed) {
        return new WidevineKeyContainer(
                id,
                new byte[16],
                sealed,
                WidevineKeyContainer.Type.CONTENT,
                OptionalInt.of(1),
                OptionalInt.empty(),
                Optional.empty());
    }

    private WidevineKeyContainer signing(byte[] iv, int length) {
        return new WidevineKeyContainer(
                Optional.empty(),
                iv,
                seal(new byte[length]),
                WidevineKeyContainer.Type.SIGNING,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private byte[] seal(byte[] key) {
        return Aes.cbcEncryptPadded(keys.encryption(), new byte[16], key);
    }

    private static byte[] bytes(String name) {
        return Base64.getDecoder().decode(RECORDED.get(name));
    }

    private static Map<String, String> recorded() {
        var fields = new HashMap<String, String>();
        try (var file = WidevineCdmTest.class.getResourceAsStream("/dev/licet/device/widevine/recorded.json");
                var json = new JsonFactory().createParser(file)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) fields.put(json.currentName(), json.getText());
            }
            return fields;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
