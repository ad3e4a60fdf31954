package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Cmac;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference: fairplay.md 2.1, 2.2 and step 1 of 3. The transport profile is made up.
class SpcContainerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RsaPrivateKey SMALL = RsaPrivateKey.generate(1024, RANDOM);
    private static final RsaPrivateKey LARGE = RsaPrivateKey.generate(2048, RANDOM);
    private static final SpcTransportProfile PROFILE = new SpcTransportProfile(
            HexFormat.of().parseHex("c0ffee00c0ffee00c0ffee00c0ffee00"),
            SecretBytes.parseHex("11".repeat(16)),
            SecretBytes.parseHex("22".repeat(16)),
            SecretBytes.parseHex("33".repeat(16)));
    private static final byte[] PAYLOAD = "sixteen bytes...and sixteen more".getBytes();

    @Test
    void version_1_has_its_fields_at_the_published_offsets() throws Exception {
        byte[] hash = filled(20, 7);
        byte[] spc = SpcContainer.Plain.seal(1, new SpcContainer.Recipient(SMALL.publicKey(), hash), PAYLOAD, RANDOM);
        assertEquals(176 + PAYLOAD.length, spc.length);
        assertArrayEquals(hash, Arrays.copyOfRange(spc, 152, 172));
        byte[] wrapped = Arrays.copyOfRange(spc, 24, 152);
        SecretBytes key = Rsa.decryptOaep(Rsa.Oaep.SHA1, SMALL, wrapped).orElseThrow();
        byte[] iv = Arrays.copyOfRange(spc, 8, 24);
        assertArrayEquals(
                PAYLOAD,
                Aes.cbcDecrypt(key, iv, Arrays.copyOfRange(spc, 176, spc.length))
                        .orElseThrow());
        SpcContainer read = SpcContainer.read(spc, Optional.empty());
        assertArrayEquals(wrapped, read.wrappedKey());
        assertArrayEquals(PAYLOAD, read.open(key));
    }

    @Test
    void version_2_has_its_fields_at_the_published_offsets() throws Exception {
        byte[] hash = filled(20, 9);
        byte[] spc = SpcContainer.Plain.seal(2, new SpcContainer.Recipient(LARGE.publicKey(), hash), PAYLOAD, RANDOM);
        assertEquals(304 + PAYLOAD.length, spc.length);
        assertArrayEquals(hash, Arrays.copyOfRange(spc, 280, 300));
        SpcContainer read = SpcContainer.read(spc, Optional.empty());
        SecretBytes key =
                Rsa.decryptOaep(Rsa.Oaep.SHA256, LARGE, read.wrappedKey()).orElseThrow();
        assertArrayEquals(PAYLOAD, read.open(key));
    }

    @Test
    void version_3_has_its_fields_at_the_published_offsets() throws Exception {
        byte[] hash = filled(32, 5);
        byte[] spc = v3(hash);
        int n = PAYLOAD.length;
        assertEquals(328 + n + 16, spc.length);
        assertArrayEquals(PROFILE.uuid(), Arrays.copyOfRange(spc, 8, 24));
        assertArrayEquals(hash, Arrays.copyOfRange(spc, 280, 312));
        assertEquals(n, spc[327]);
        SecretBytes master = Rsa.decryptOaep(Rsa.Oaep.SHA256, LARGE, Arrays.copyOfRange(spc, 24, 280))
                .orElseThrow();
        var macKey = SecretBytes.taking(Aes.encryptBlock(master, filled(16, 0x33)));
        assertArrayEquals(
                Cmac.aes(macKey, Arrays.copyOfRange(spc, 24, 328 + n)), Arrays.copyOfRange(spc, 328 + n, spc.length));
        var key = SecretBytes.taking(Aes.encryptBlock(master, filled(16, 0x11)));
        byte[] iv = Aes.encryptBlock(master, filled(16, 0x22));
        assertArrayEquals(
                PAYLOAD,
                Aes.cbcDecrypt(key, iv, Arrays.copyOfRange(spc, 328, 328 + n)).orElseThrow());
        assertArrayEquals(PAYLOAD, SpcContainer.read(spc, Optional.of(PROFILE)).open(master));
    }

    @Test
    void version_3_with_any_covered_bit_changed_is_refused_before_decryption() throws Exception {
        byte[] spc = v3(filled(32, 5));
        SecretBytes master = Rsa.decryptOaep(Rsa.Oaep.SHA256, LARGE, Arrays.copyOfRange(spc, 24, 280))
                .orElseThrow();
        for (int at = 24; at < spc.length; at++) {
            if (at >= 324 && at < 328) continue; // the length itself: refused by the reader
            byte[] bad = spc.clone();
            bad[at] ^= 4;
            SpcContainer read = SpcContainer.read(bad, Optional.of(PROFILE));
            var refused = assertThrows(MalformedMessage.class, () -> read.open(master));
            assertTrue(refused.getMessage().startsWith("-42589"), refused.getMessage());
        }
    }

    @Test
    void version_3_needs_a_profile_and_its_uuid() {
        byte[] spc = v3(filled(32, 5));
        assertRefused("-42580", spc, Optional.empty());
        spc[8] ^= 1;
        assertRefused("-42580", spc, Optional.of(PROFILE));
    }

    @Test
    void other_versions_are_refused_with_42580() {
        for (int version : new int[] {0, 4, 9, 255}) {
            byte[] spc = SpcContainer.Plain.seal(
                    1, new SpcContainer.Recipient(SMALL.publicKey(), filled(20, 1)), PAYLOAD, RANDOM);
            spc[3] = (byte) version;
            assertRefused("-42580", spc, Optional.of(PROFILE));
        }
    }

    @Test
    void lengths_that_do_not_fit_are_refused_with_42585() {
        byte[] good = SpcContainer.Plain.seal(
                1, new SpcContainer.Recipient(SMALL.publicKey(), filled(20, 1)), PAYLOAD, RANDOM);
        for (int length : new int[] {0, 15, 31, 48, 0x7fff_fff0, 0xffff_fff0}) {
            byte[] bad = good.clone();
            java.nio.ByteBuffer.wrap(bad).putInt(172, length);
            assertRefused("-42585", bad, Optional.empty());
        }
        assertRefused("-42585", Arrays.copyOf(good, good.length + 1), Optional.empty());
        for (int n = 0; n < good.length; n++) assertRefused("-42585", Arrays.copyOf(good, n), Optional.empty());
    }

    @Test
    void a_bundle_is_split_by_der_lengths() {
        byte[] first = {0x30, (byte) 0x82, 0, 3, 1, 2, 3};
        byte[] second = {0x30, (byte) 0x82, 0, 1, 9};
        byte[] file = {0x30, (byte) 0x82, 0, 3, 1, 2, 3, 0x30, (byte) 0x82, 0, 1, 9};
        var parts = FairPlayBundle.split(file);
        assertArrayEquals(first, parts.get(0));
        assertArrayEquals(second, parts.get(1));
        assertArrayEquals(
                new byte[] {1, 2}, FairPlayBundle.split(new byte[] {1, 2}).getFirst());
        byte[] cut = Arrays.copyOf(first, 5);
        assertArrayEquals(cut, FairPlayBundle.split(cut).getFirst(), "a length beyond the end is no exception");
    }

    private static byte[] v3(byte[] hash) {
        return SpcContainer.Authenticated.seal(
                PROFILE, new SpcContainer.Recipient(LARGE.publicKey(), hash), PAYLOAD, RANDOM);
    }

    private static void assertRefused(String number, byte[] spc, Optional<SpcTransportProfile> profile) {
        var refused = assertThrows(MalformedMessage.class, () -> SpcContainer.read(spc, profile));
        assertTrue(refused.getMessage().startsWith(number), refused.getMessage());
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
