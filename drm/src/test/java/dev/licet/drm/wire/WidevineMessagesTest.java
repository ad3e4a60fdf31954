package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.RsaPrivateKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Our reader and writer against messages of an independent client (reference: widevine.md 1).
class WidevineMessagesTest {
    private static final byte[] KID = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    void recorded_messages_are_written_again_byte_for_byte() throws MalformedMessage {
        for (String name : List.of("challenge_plain", "challenge_privacy", "license_signed_message")) {
            byte[] recorded = Recorded.bytes(name);
            assertArrayEquals(recorded, WidevineSignedMessage.read(recorded).toBytes(), name);
        }
        for (String name : List.of("challenge_plain", "challenge_privacy")) {
            byte[] request = msg(name);
            assertArrayEquals(request, WidevineLicenseRequest.read(request).toBytes(), name);
        }
        byte[] license = Recorded.bytes("license_msg");
        assertArrayEquals(license, WidevineLicense.read(license).toBytes());
    }

    @Test
    void recorded_certificates_are_written_again_byte_for_byte() throws MalformedMessage {
        byte[] token =
                WidevineClientId.read(Recorded.bytes("client_id")).token().orElseThrow();
        for (byte[] recorded :
                List.of(Recorded.bytes("root_certificate"), Recorded.bytes("service_certificate"), token)) {
            assertArrayEquals(recorded, WidevineSignedCertificate.read(recorded).toBytes());
            for (var link : WidevineSignedCertificate.readChain(recorded)) {
                assertArrayEquals(
                        link.certificate(),
                        WidevineCertificate.read(link.certificate()).toBytes());
            }
        }
    }

    @Test
    void the_recorded_client_says_who_it_is() throws MalformedMessage {
        var clientId = WidevineClientId.read(Recorded.bytes("client_id"));
        assertEquals(WidevineClientId.DEVICE_CERTIFICATE, clientId.type());
        assertEquals(7, clientId.info().size());
        assertEquals(
                new WidevineClientId.Info("model_name", "Test CDM"),
                clientId.info().get(1));
        assertEquals(
                15, clientId.capabilities().orElseThrow().oemCryptoVersion().orElseThrow());
        var chain = WidevineSignedCertificate.readChain(clientId.token().orElseThrow());
        assertEquals(2, chain.size());
        var device = WidevineCertificate.read(chain.get(0).certificate());
        assertEquals(WidevineCertificate.Type.DEVICE, device.type());
        assertEquals(31337, device.systemId().orElseThrow());
    }

    @Test
    void the_recorded_session_keys_are_derived() throws MalformedMessage {
        var keys = WidevineSessionKeys.derive(Recorded.secret("session_key"), msg("challenge_plain"));
        assertTrue(keys.encryption().sameAs(Recorded.secret("enc_key")));
        assertTrue(keys.macServer().sameAs(Recorded.secret("mac_key_server")));
        assertTrue(keys.macClient().sameAs(Recorded.secret("mac_key_client")));
    }

    @Test
    void the_recorded_pssh_box_is_read() throws MalformedMessage {
        var pssh = WidevinePssh.readBoxes(Recorded.bytes("pssh_box")).orElseThrow();
        assertArrayEquals(KID, pssh.keyIds().getFirst());
        assertEquals(0x63656e63L, pssh.protectionScheme().orElseThrow() & 0xffff_ffffL);
        assertArrayEquals(
                "movie-1".getBytes(StandardCharsets.US_ASCII), pssh.contentId().orElseThrow());
    }

    @Test
    void the_widevine_box_is_found_among_others_and_header_key_ids_count() throws MalformedMessage {
        String header = "0000003470737368" + "01000000";
        String keyIds = "00000001" + "30313233343536373839616263646566" + "00000000";
        String common = header + "1077efecc0b24d02ace33c1e52e2fb4b" + keyIds;
        String widevine = header + "edef8ba979d64acea3c827dcd51d21ed" + keyIds;
        byte[] both = HexFormat.of().parseHex(common + widevine);
        var pssh = WidevinePssh.readBoxes(both).orElseThrow();
        assertArrayEquals(KID, pssh.keyIds().getFirst());
        assertTrue(WidevinePssh.readBoxes(Arrays.copyOf(both, 52)).isEmpty());
        assertThrows(MalformedMessage.class, () -> WidevinePssh.readBoxes(Arrays.copyOf(both, both.length - 1)));
        assertThrows(MalformedMessage.class, () -> WidevinePssh.readBoxes(new byte[8]));
    }

    @Test
    void every_kind_of_content_id_survives_a_round_trip() throws MalformedMessage {
        var streaming = WidevineContentId.LicenseType.STREAMING;
        var offline = WidevineContentId.LicenseType.OFFLINE;
        var license =
                new WidevineLicenseId(Optional.of(KID), Optional.of(KID), offline, OptionalInt.of(3), Optional.of(KID));
        for (WidevineContentId content : List.of(
                new WidevineContentId.Pssh(List.of(KID, KID), streaming, KID),
                new WidevineContentId.Webm(KID, offline, KID),
                new WidevineContentId.Existing(license, OptionalLong.of(60), OptionalLong.empty()),
                new WidevineContentId.InitData(1, KID, streaming, KID))) {
            var request = new WidevineLicenseRequest(
                    Optional.empty(),
                    Optional.of(content),
                    WidevineLicenseRequest.Type.NEW,
                    OptionalLong.of(1),
                    OptionalInt.of(21),
                    OptionalLong.of(0xffff_ffffL),
                    Optional.empty());
            var again = WidevineLicenseRequest.read(request.toBytes());
            assertEquals(content.getClass(), again.contentId().orElseThrow().getClass());
            assertArrayEquals(request.toBytes(), again.toBytes());
        }
    }

    @Test
    void content_named_in_two_ways_or_none_is_refused() {
        byte[] inner = new ProtoWriter().bytes(3, KID).toBytes();
        byte[] two = new ProtoWriter().bytes(1, inner).bytes(4, inner).toBytes();
        for (byte[] content : List.of(two, new byte[0])) {
            byte[] request = new ProtoWriter().bytes(2, content).number(3, 1).toBytes();
            assertThrows(MalformedMessage.class, () -> WidevineLicenseRequest.read(request));
        }
    }

    @Test
    void errors_survive_a_round_trip() throws MalformedMessage {
        for (var error : WidevineLicenseError.values()) {
            assertEquals(error, WidevineLicenseError.read(error.toBytes()));
        }
        assertThrows(MalformedMessage.class, () -> WidevineLicenseError.read(new byte[] {8, 5}));
    }

    @Test
    void a_license_with_everything_in_it_survives_a_round_trip() throws MalformedMessage {
        var id = new WidevineLicenseId(
                Optional.of(KID),
                Optional.of(KID),
                WidevineContentId.LicenseType.AUTOMATIC,
                OptionalInt.of(0),
                Optional.of(KID));
        var n = OptionalLong.of(7);
        var policy = new WidevinePolicy(true, true, true, n, n, n, n, Optional.of("https://renew.example/"), n, n);
        var key = new WidevineKeyContainer(
                Optional.of(KID),
                KID,
                KID,
                WidevineKeyContainer.Type.CONTENT,
                OptionalInt.of(5),
                OptionalInt.of(255),
                Optional.of("UHD1"));
        var license = new WidevineLicense(id, Optional.of(policy), List.of(key, key), n, n);
        var again = WidevineLicense.read(license.toBytes());
        assertEquals(policy, again.policy().orElseThrow());
        assertEquals(OptionalInt.of(255), again.keys().getFirst().hdcp());
        assertArrayEquals(license.toBytes(), again.toBytes());
    }

    @Test
    void a_device_file_survives_a_round_trip_and_every_truncation_is_refused() throws MalformedMessage {
        RsaPrivateKey key = Recorded.key("device_private_key_pkcs1");
        byte[] clientId = Recorded.bytes("client_id");
        byte[] file = new WidevineDeviceFile(WidevineDeviceFile.CHROME, 3, key, clientId).toBytes();
        assertArrayEquals(
                HexFormat.of().parseHex("57564402010300"),
                Arrays.copyOf(file, 7),
                "magic, version, type, level, flags");
        var again = WidevineDeviceFile.read(file);
        assertArrayEquals(clientId, again.clientId());
        assertTrue(key.publicKey().matches(again.key().publicKey()));
        assertEquals(3, again.level());
        for (int n = 0; n < file.length; n++) {
            byte[] cut = Arrays.copyOf(file, n);
            assertThrows(MalformedMessage.class, () -> WidevineDeviceFile.read(cut));
        }
    }

    @Test
    void self_made_certificates_have_the_recorded_shape() throws MalformedMessage {
        var random = new FixedRandom(1);
        var now = Instant.ofEpochSecond(1_795_208_367L);
        var key = Recorded.key("device_private_key_pkcs1");
        var root = WidevineIssuer.root(key, now, random);
        var device = root.model(31337, key, now, random).device(key, now, random);
        var chain = WidevineSignedCertificate.readChain(device.certificate());
        assertEquals(2, chain.size());
        assertEquals(OptionalLong.of(31337), device.own().systemId());
        var service = root.service("license.test.invalid", key, now, random);
        assertEquals(
                1, WidevineSignedCertificate.readChain(service.certificate()).size());
        byte[] recorded = WidevineSignedCertificate.read(Recorded.bytes("service_certificate"))
                .certificate();
        var theirs = WidevineCertificate.read(recorded);
        assertEquals(theirs.providerId(), service.own().providerId());
        assertEquals(theirs.services(), service.own().services());
        assertEquals(theirs.toBytes().length, service.own().toBytes().length);
    }

    @Test
    void every_truncation_and_every_flipped_bit_is_read_or_refused() {
        for (String name : List.of("challenge_plain", "challenge_privacy", "license_signed_message")) {
            byte[] good = Recorded.bytes(name);
            for (int n = 0; n < good.length; n++) readOrRefuse(Arrays.copyOf(good, n));
            for (int bit = 0; bit < good.length * 8; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                readOrRefuse(bad);
            }
        }
    }

    private static void readOrRefuse(byte[] message) {
        try {
            var signed = WidevineSignedMessage.read(message);
            byte[] msg = signed.msg().orElse(new byte[0]);
            if (signed.type() == WidevineSignedMessage.Type.LICENSE) {
                WidevineLicense.read(msg);
                return;
            }
            var request = WidevineLicenseRequest.read(msg);
            var clientId = WidevineClientId.read(request.clientId().orElse(new byte[0]));
            for (var link : WidevineSignedCertificate.readChain(clientId.token().orElse(new byte[0]))) {
                WidevineCertificate.read(link.certificate());
            }
        } catch (MalformedMessage theOnlyExceptionAllowed) {
            assertTrue(theOnlyExceptionAllowed.getMessage().length() > 5);
        }
    }

    private static byte[] msg(String name) throws MalformedMessage {
        return WidevineSignedMessage.read(Recorded.bytes(name)).msg().orElseThrow();
    }
}
