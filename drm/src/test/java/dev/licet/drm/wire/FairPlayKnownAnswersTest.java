package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The chain of reference: fairplay.md 10 for the stand-in derivation, and the check value of Apple's TN2454
/// (4.2).
class FairPlayKnownAnswersTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecretBytes ASK = SecretBytes.parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] R2 = counting(0x00, 21);
    private static final SpcSessionBlock SESSION = new SpcSessionBlock(
            SecretBytes.taking(counting(0x20, 16)), counting(0x40, 20), counting(0x00, 44), counting(0x60, 16));
    private static final String SESSION_VALUE = "808182838485868788898a8b8c8d8e8f"
            + "0414cf2491854f9a1d38a58008eda7bc432ea2288795f63eac32e5de6e25a57e"
            + "bf05032abb00e4bdd7b8542c2bfe6b7b70c4bfa7948b265a8feac724734437c6"
            + "ddef39ff8966204ffc5f64b95b6237e5ed3b85c8faea4c8c98df357b9cbb972e";

    @Test
    void dask_is_aes_of_the_hash_of_r2_under_the_ask() {
        assertEquals("75aee9dcc9fbe7ddc9394f5bc5d38d9f", HEX.formatHex(Arrays.copyOf(Digest.sha256(R2), 16)));
        assertHex("56c3bd3f3ce2469394c1739604ad70f1", FairPlayKeys.standInDask(ASK, R2));
    }

    @Test
    void session_block_is_cbc_under_dask() {
        SecretBytes dask = FairPlayKeys.standInDask(ASK, R2);
        assertEquals(SESSION_VALUE, HEX.formatHex(SESSION.seal(dask, counting(0x80, 16))));
        var opened = SpcSessionBlock.open(dask, HEX.parseHex(SESSION_VALUE)).orElseThrow();
        assertHex("202122232425262728292a2b2c2d2e2f", opened.sk());
        assertArrayEquals(SESSION.hu(), opened.hu());
        assertArrayEquals(SESSION.r1(), opened.r1());
        assertArrayEquals(SESSION.integrity(), opened.integrity());
    }

    @Test
    void ckc_key_comes_from_r1_and_the_anti_replay_seed() {
        assertEquals("02d4eed99e7307bea39af5330bf7fb388d48b496", HEX.formatHex(Digest.sha1(SESSION.r1())));
        assertHex("d0d67b09f340d52579b79da5c2ac031b", FairPlayKeys.ckcKey(SESSION.r1(), counting(0x10, 16)));
    }

    @Test
    void content_key_is_one_block_under_the_session_key() {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) 0x3b);
        byte[] payload = FairPlayKeys.contentKeyPayload(
                SESSION.sk(), SecretBytes.copyOf(key), SecretBytes.taking(counting(0xa0, 16)));
        assertEquals("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf857fdfc4602fbee9f7c35c271b4e3455", HEX.formatHex(payload));
    }

    @Test
    void check_value_of_tn2454() {
        byte[] key = new byte[16];
        Arrays.fill(key, (byte) 0x3b);
        SecretBytes sk = SecretBytes.parseHex("AFB46E7BF5F31596C1C676DC15E14DC6");
        assertEquals("3d564397878b7043e15431f1f86bc562", HEX.formatHex(Aes.encryptBlock(sk, key)));
    }

    private static void assertHex(String expected, SecretBytes actual) {
        assertEquals(expected, actual.<String>expose(HEX::formatHex));
    }

    private static byte[] counting(int from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) (from + i);
        return bytes;
    }
}
