package dev.licet.drm.widevine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.drm.wire.FixedRandom;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.drm.wire.WidevineSignedCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Reference: widevine.md 2.3, steps 2, 3 and 5.
class DeviceChainsTest {
    private static final RsaPrivateKey OTHER_KEY = RsaPrivateKey.generate(2048, new FixedRandom(20));
    private static final RsaPrivateKey SHORT_KEY = RsaPrivateKey.generate(1024, new FixedRandom(21));

    private final World world = new World();
    private final DeviceChains chains = world.chains();

    @Test
    void a_device_of_a_known_model_is_genuine() {
        genuine(world.device.certificate());
        genuine(world.device.certificate());
    }

    @Test
    void our_root_at_the_end_of_the_chain_does_no_harm() throws MalformedMessage {
        genuine(withRoot(world.device.certificate(), world.root.certificate()));
    }

    @Test
    void a_foreign_root_is_refused_whether_it_is_sent_or_not() throws MalformedMessage {
        var foreign = WidevineIssuer.root(OTHER_KEY, world.now, world.random);
        var device = world.device(foreign.model(World.SYSTEM_ID, OTHER_KEY, world.now, world.random));
        foreign("the device model is not certified by a root that is served here", device.certificate());
        foreign("the certificate chain ends at a foreign root", withRoot(device.certificate(), foreign.certificate()));
        foreign(
                "the device model is not certified by a root that is served here",
                withRoot(device.certificate(), world.root.certificate()));
    }

    @Test
    void devices_of_an_older_root_are_served_until_the_operator_drops_it() {
        var root = WidevineIssuer.root(OTHER_KEY, world.now, world.random);
        var service = root.service("license.test.invalid", OTHER_KEY, world.now, world.random);
        var device = world.device(root.model(World.SYSTEM_ID, OTHER_KEY, world.now, world.random));
        world.identities.add(new WidevineIdentity(root.certificate(), service.certificate(), OTHER_KEY));
        genuine(device.certificate());
        genuine(world.device.certificate());
        world.identities.removeLast();
        foreign("the device model is not certified by a root that is served here", device.certificate());
        genuine(world.device.certificate());
    }

    @Test
    void a_device_that_comes_back_is_not_taken_apart_again() {
        var first = assertInstanceOf(Finding.Good.class, verify(world.device.certificate()));
        var second = assertInstanceOf(Finding.Good.class, verify(world.device.certificate()));
        assertSame(first.value(), second.value());
    }

    @Test
    void what_is_remembered_of_a_device_outlives_neither_its_root_nor_its_time() throws MalformedMessage {
        var mortal = issue(changed().expires(world.now.getEpochSecond() + 1));
        genuine(mortal);
        var later = chains.read(clientId(mortal)).then(chain -> chains.verify(chain, world.now.plusSeconds(1)));
        assertEquals(new Finding.Bad<DeviceChain>("the certificate of the device has expired"), later);
        world.identities.clear();
        foreign("the device model is not certified by a root that is served here", mortal);
    }

    @Test
    void a_remembered_device_vouches_for_no_other_bytes() throws MalformedMessage {
        genuine(world.device.certificate());
        var signed = WidevineSignedCertificate.read(world.device.certificate());
        byte[] forged = signed.signature().clone();
        forged[0] ^= 1;
        bad(
                "the device certificate is not signed by its model",
                new WidevineSignedCertificate(signed.certificate(), forged, signed.signer()).toBytes());
    }

    @Test
    void a_remembered_device_does_not_pass_once_it_is_revoked_or_any_bit_of_it_differs() throws MalformedMessage {
        byte[] token = world.device.certificate();
        genuine(token);
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] other = token.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            if (verify(other) instanceof Finding.Good<DeviceChain>) fail("bit " + bit);
        }
        for (byte[] serial :
                List.of(world.device.own().serial(), world.model.own().serial())) {
            world.revoked.add(serial);
            assertInstanceOf(Finding.Bad.class, verify(token));
            world.revoked.clear();
            genuine(token);
        }
    }

    @Test
    void without_any_identity_nobody_is_genuine() {
        world.identities.clear();
        foreign("the device model is not certified by a root that is served here", world.device.certificate());
    }

    @Test
    void a_device_signed_by_another_key_than_its_models_is_refused() throws MalformedMessage {
        genuine(world.device.certificate());
        var liar = new WidevineIssuer(world.model.certificate(), OTHER_KEY);
        bad(
                "the device certificate is not signed by its model",
                world.device(liar).certificate());
    }

    @Test
    void system_ids_must_be_equal_and_present() throws MalformedMessage {
        bad("the system ids of device and model differ", issue(changed().systemId(OptionalLong.of(4711))));
        bad("the system ids of device and model differ", issue(changed().systemId(OptionalLong.empty())));
    }

    @Test
    void certificates_run_out_on_the_second() throws MalformedMessage {
        long now = world.now.getEpochSecond();
        genuine(issue(changed().expires(now + 1)));
        genuine(issue(changed().expires(0)));
        bad("the certificate of the device has expired", issue(changed().expires(now)));
        var model = world.root.issue(
                new Changed(world.model.own()).expires(now).certificate(), world.model.key(), world.random);
        bad(
                "the certificate of the device model has expired",
                world.device(model).certificate());
    }

    @Test
    void revoked_devices_and_models_are_refused() throws MalformedMessage {
        world.revoked.add(world.device.own().serial());
        bad("the certificate of the device has been revoked", world.device.certificate());
        world.revoked.clear();
        genuine(world.device.certificate());
        world.revoked.add(world.model.own().serial());
        bad("the certificate of the device model has been revoked", world.device.certificate());
    }

    @Test
    void links_of_other_types_are_refused() throws MalformedMessage {
        for (var type : WidevineCertificate.Type.values()) {
            if (type == WidevineCertificate.Type.DEVICE) continue;
            foreign(
                    "the certificate chain is [" + type + ", DEVICE_MODEL], not DEVICE, DEVICE_MODEL",
                    issue(changed().type(type)));
        }
        var direct = world.root.issue(world.device.own(), World.DEVICE_KEY, world.random);
        foreign("the certificate chain is [DEVICE], not DEVICE, DEVICE_MODEL", direct.certificate());
    }

    @Test
    void a_device_may_not_certify_another_device() throws MalformedMessage {
        var second = world.device.issue(world.device.own(), World.DEVICE_KEY, world.random);
        foreign(
                "the certificate chain is [DEVICE, DEVICE, DEVICE_MODEL], not DEVICE, DEVICE_MODEL",
                second.certificate());
    }

    @Test
    void hostile_keys_are_refused_before_they_are_used() throws MalformedMessage {
        String wrongKey = "certificate: public key is not RSA of 2048 to 4096 bits";
        foreign(wrongKey, issue(changed().publicKey(SHORT_KEY.publicKey().toPkcs1())));
        foreign(wrongKey, issue(changed().publicKey(withExponentOne())));
        foreign(wrongKey, issue(changed().publicKey(new byte[] {1, 2, 3})));
        foreign(wrongKey, issue(changed().publicKey(new byte[60_000])));
    }

    @Test
    void other_algorithms_are_refused() throws MalformedMessage {
        foreign(
                "certificate: only RSA with SHA-1 is served here",
                issue(changed().algorithm(2)));
        genuine(issue(changed().algorithm(1)));
        var signed = WidevineSignedCertificate.read(world.device.certificate());
        var sha256 = new WidevineSignedCertificate(
                signed.certificate(), signed.signature(), signed.signer(), OptionalInt.of(2));
        foreign("certificate: only RSA with SHA-1 is served here", sha256.toBytes());
    }

    @Test
    void chains_of_more_than_four_links_are_refused() throws MalformedMessage {
        var issuer = world.device;
        for (int i = 0; i < 3; i++) issuer = issuer.issue(issuer.own(), World.DEVICE_KEY, world.random);
        foreign("certificate chain: more than 4 links", issuer.certificate());
    }

    @Test
    void other_kinds_of_client_id_are_refused() {
        for (int type : new int[] {0, 2, 3, 4, 5, 9}) {
            var clientId =
                    new WidevineClientId(type, Optional.of(world.device.certificate()), List.of(), Optional.empty());
            var found = assertInstanceOf(Finding.Foreign.class, DeviceChain.read(clientId));
            assertEquals("the client id is of type " + type + ", only device certificates (1) are served", found.why());
        }
        var empty = new WidevineClientId(1, Optional.empty(), List.of(), Optional.empty());
        assertInstanceOf(Finding.Foreign.class, DeviceChain.read(empty));
    }

    private void genuine(byte[] token) {
        assertInstanceOf(Finding.Good.class, verify(token));
    }

    private void bad(String why, byte[] token) {
        assertEquals(new Finding.Bad<DeviceChain>(why), verify(token));
    }

    /// Not of a root of ours: an upstream may know better.
    private void foreign(String why, byte[] token) {
        assertEquals(new Finding.Foreign<DeviceChain>(why), verify(token));
    }

    private Finding<DeviceChain> verify(byte[] token) {
        var clientId = clientId(token);
        return chains.read(clientId).then(chain -> chains.verify(chain, world.now));
    }

    private static WidevineClientId clientId(byte[] token) {
        return new WidevineClientId(1, Optional.of(token), List.of(), Optional.empty());
    }

    private byte[] issue(Changed device) throws MalformedMessage {
        return world.model
                .issue(device.certificate(), World.DEVICE_KEY, world.random)
                .certificate();
    }

    private static byte[] withRoot(byte[] token, byte[] root) throws MalformedMessage {
        var device = WidevineSignedCertificate.read(token);
        var model = WidevineSignedCertificate.read(device.signer().orElseThrow());
        var ended = new WidevineSignedCertificate(model.certificate(), model.signature(), Optional.of(root));
        return new WidevineSignedCertificate(device.certificate(), device.signature(), Optional.of(ended.toBytes()))
                .toBytes();
    }

    /// With e = 1 every padded hash is its own signature.
    private static byte[] withExponentOne() {
        byte[] der = World.DEVICE_KEY.publicKey().toPkcs1();
        byte[] shorter = Arrays.copyOf(der, der.length - 2);
        shorter[3] -= 2;
        shorter[shorter.length - 2] = 1;
        shorter[shorter.length - 1] = 1;
        return shorter;
    }

    private Changed changed() throws MalformedMessage {
        return new Changed(world.device.own());
    }

    /// A certificate with one thing changed.
    private record Changed(WidevineCertificate certificate) {
        Changed type(WidevineCertificate.Type type) {
            return with(type, certificate.publicKey(), certificate.systemId(), OptionalInt.empty(), 0);
        }

        Changed publicKey(byte[] key) {
            return with(certificate.type(), key, certificate.systemId(), OptionalInt.empty(), 0);
        }

        Changed systemId(OptionalLong systemId) {
            return with(certificate.type(), certificate.publicKey(), systemId, OptionalInt.empty(), 0);
        }

        Changed algorithm(int algorithm) {
            return with(
                    certificate.type(), certificate.publicKey(), certificate.systemId(), OptionalInt.of(algorithm), 0);
        }

        Changed expires(long expires) {
            return with(
                    certificate.type(), certificate.publicKey(), certificate.systemId(), OptionalInt.empty(), expires);
        }

        private Changed with(
                WidevineCertificate.Type type, byte[] key, OptionalLong systemId, OptionalInt algorithm, long expires) {
            return new Changed(new WidevineCertificate(
                    type,
                    certificate.serial(),
                    certificate.created(),
                    key,
                    systemId,
                    Optional.empty(),
                    List.of(),
                    algorithm,
                    OptionalLong.of(expires)));
        }
    }
}
