package dev.licet.drm.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.SecretBytes;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Level A on top of level B, with the known answers of reference: fairplay.md 10.
class DaskDerivationTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String DASK = "56c3bd3f3ce2469394c1739604ad70f1";
    private static final byte[] SESSION_BLOCK = HEX.parseHex("808182838485868788898a8b8c8d8e8f"
            + "0414cf2491854f9a1d38a58008eda7bc432ea2288795f63eac32e5de6e25a57e"
            + "bf05032abb00e4bdd7b8542c2bfe6b7b70c4bfa7948b265a8feac724734437c6"
            + "ddef39ff8966204ffc5f64b95b6237e5ed3b85c8faea4c8c98df357b9cbb972e");
    private static final byte[] INTEGRITY = HEX.parseHex("606162636465666768696a6b6c6d6e6f");
    private static final long CONTENT_KEY = 0x58b38165af0e3d5aL;

    private final OurDerivation derivation = new OurDerivation();

    @Test
    void a_right_dask_yields_the_content_key_tlv() {
        var derived = assertInstanceOf(KeyPayload.Derived.class, derivation.derive(request(INTEGRITY, 16)));
        assertEquals(CONTENT_KEY, derived.tag());
        assertEquals("00".repeat(16) + "857fdfc4602fbee9f7c35c271b4e3455", HEX.formatHex(derived.payload()));
        assertEquals("404142434445464748494a4b4c4d4e4f50515253", HEX.formatHex(derived.hu()));
        assertEquals(44, derived.r1().length);
        assertArrayEquals(new byte[21], derivation.r2);
        assertFalse(derived.toString().contains("["), "names no bytes");
    }

    @Test
    void another_integrity_is_a_mismatch() {
        for (int bit = 0; bit < 128; bit++) {
            byte[] other = INTEGRITY.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(new KeyPayload.IntegrityMismatch(), derivation.derive(request(other, 16)));
        }
    }

    @Test
    void a_secret_of_another_length_is_named() {
        var unable = assertInstanceOf(KeyPayload.Unable.class, derivation.derive(request(INTEGRITY, 32)));
        assertEquals("the credential's secret must have 16 bytes", unable.reason());
    }

    @Test
    void what_a_plug_in_returns_has_the_right_sizes() {
        assertThrows(IllegalArgumentException.class, () -> derived(19, 44, 32));
        assertThrows(IllegalArgumentException.class, () -> derived(20, 45, 32));
        assertThrows(IllegalArgumentException.class, () -> derived(20, 44, 0));
        assertThrows(IllegalArgumentException.class, () -> derived(20, 44, 4097));
    }

    private static KeyPayload derived(int hu, int r1, int payload) {
        return new KeyPayload.Derived(new byte[hu], new byte[r1], CONTENT_KEY, new byte[payload]);
    }

    private static KeyRequest request(byte[] integrity, int secretBytes) {
        return new KeyRequest(
                SecretBytes.parseHex("3b".repeat(16)),
                SecretBytes.parseHex("00".repeat(16)),
                KeyRequest.ContentType.HD,
                SESSION_BLOCK,
                new byte[21],
                integrity,
                List.of(CONTENT_KEY),
                1,
                SecretBytes.parseHex("00".repeat(secretBytes)),
                new byte[20]);
    }

    /// As an outside author writes it.
    private static final class OurDerivation implements DaskDerivation {
        private byte[] r2;

        @Override
        public String name() {
            return "ours";
        }

        @Override
        public SecretBytes deriveDask(SecretBytes ask, byte[] r2) {
            this.r2 = r2;
            return SecretBytes.parseHex(DASK);
        }
    }
}
