package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference: fairplay.md 4.1 and 4.2.
class CkcTest {
    private static final HexFormat HEX = HexFormat.of();
    private final SecureRandom random = new SecureRandom();
    private final SecretBytes key = SecretBytes.random(random, 16);

    @Test
    void container_has_its_fields_at_the_published_offsets() throws Exception {
        byte[] ckc = CkcContainer.seal(key, new byte[48], random).bytes();
        assertEquals("0000000100000000", HEX.formatHex(ckc, 0, 8));
        assertEquals("00000030", HEX.formatHex(ckc, 24, 28));
        assertEquals(28 + 48, ckc.length);
        assertArrayEquals(new byte[48], CkcContainer.read(ckc).open(key));
    }

    @Test
    void container_truncated_or_longer_is_refused() {
        byte[] ckc = CkcContainer.seal(key, new byte[48], random).bytes();
        for (int n = 0; n < ckc.length; n++) {
            byte[] cut = Arrays.copyOf(ckc, n);
            assertThrows(MalformedMessage.class, () -> CkcContainer.read(cut));
        }
        assertThrows(MalformedMessage.class, () -> CkcContainer.read(Arrays.copyOf(ckc, ckc.length + 16)));
    }

    @Test
    void key_duration_is_lease_rental_type_and_a_constant() throws Exception {
        var rental = new CkcKeyDuration(0, 3600, CkcKeyDuration.Type.RENTAL);
        assertEquals("47acf6a418cd091a", HEX.toHexDigits(rental.tllv().tag()));
        assertEquals(
                "00000000" + "00000e10" + "3dfe45a0" + "86d34a3a",
                HEX.formatHex(rental.tllv().value()));
        for (var type : CkcKeyDuration.Type.values()) {
            var duration = new CkcKeyDuration(CkcKeyDuration.MAX_SECONDS, 7, type);
            assertEquals(duration, CkcKeyDuration.read(duration.tllv().value()));
        }
        CkcKeyDuration.read(HEX.parseHex("00000000" + "00000e10" + "3dfe45a0" + "00000000"));
        assertThrows(
                MalformedMessage.class,
                () -> CkcKeyDuration.read(HEX.parseHex("00000000" + "00000e10" + "3dfe45a1" + "86d34a3a")));
    }

    @Test
    void offline_key_of_apples_vector() throws Exception {
        byte[] value = CkcOfflineKey.v1(2592000, 86400).tllv().value();
        assertEquals("0000000100000000" + "00".repeat(16) + "00278d00" + "00015180", HEX.formatHex(value));
        CkcOfflineKey back = CkcOfflineKey.read(value);
        assertEquals(2592000, back.storage());
        assertEquals(86400, back.playback());
        var v2 = new CkcOfflineKey(new byte[16], Optional.of(new byte[16]), 1, 2);
        assertEquals(48, v2.tllv().value().length);
        assertEquals(2, CkcOfflineKey.read(v2.tllv().value()).playback());
    }

    @Test
    void hdcp_values_are_the_published_ones() throws Exception {
        assertEquals(
                "40791ac78bd5c571", HEX.formatHex(CkcHdcp.TYPE_0.tllv(random).value(), 0, 8));
        assertEquals(
                "285a0863bba8e1d3", HEX.formatHex(CkcHdcp.TYPE_1.tllv(random).value(), 0, 8));
        for (CkcHdcp hdcp : CkcHdcp.values()) {
            byte[] value = hdcp.tllv(random).value();
            assertEquals(16, value.length);
            assertEquals(hdcp, CkcHdcp.read(value));
            assertEquals(hdcp, CkcHdcp.read(Arrays.copyOf(value, 8)));
        }
        assertThrows(MalformedMessage.class, () -> CkcHdcp.read(new byte[16]));
    }

    @Test
    void offline_key_and_key_duration_together_are_refused() {
        byte[] payload = minimal()
                .add(CkcOfflineKey.v1(1, 1).tllv(), 0)
                .add(new CkcKeyDuration(0, 1, CkcKeyDuration.Type.PERSIST).tllv(), 0)
                .bytes();
        assertThrows(MalformedMessage.class, () -> CkcPayload.read(payload));
    }

    @Test
    void content_key_and_r1_are_needed() throws Exception {
        CkcPayload.read(minimal().bytes());
        byte[] noKey =
                new TllvWriter(random).add(new Tllv(CkcTag.R1, new byte[44]), 0).bytes();
        assertThrows(MalformedMessage.class, () -> CkcPayload.read(noKey));
        byte[] noR1 = new TllvWriter(random)
                .add(new Tllv(CkcTag.CONTENT_KEY, new byte[32]), 0)
                .bytes();
        assertThrows(MalformedMessage.class, () -> CkcPayload.read(noR1));
    }

    private TllvWriter minimal() {
        return new TllvWriter(random)
                .add(new Tllv(CkcTag.CONTENT_KEY, new byte[32]), 1)
                .add(new Tllv(CkcTag.R1, new byte[44]), 1);
    }
}
