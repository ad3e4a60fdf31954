package dev.licet.drm.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference: fairplay.md 2.5, 2.6 and steps 5 and 6 of 3.
class SpcPayloadTest {
    private final SecureRandom random = new SecureRandom();
    private final SpcBuilder builder = SpcBuilder.random(new byte[20], r2 -> SecretBytes.random(random, 16), random);

    @Test
    void the_nine_required_tags_are_enough() throws Exception {
        SpcPayload spc = read();
        assertArrayEquals(builder.session().integrity(), spc.integrity());
        assertArrayEquals(builder.antiReplaySeed(), spc.antiReplaySeed());
        assertEquals(builder.returned(), spc.returned());
        assertEquals(1, spc.versionUsed());
        assertTrue(spc.playbackState().isEmpty());
        assertEquals(SpcCapabilities.NONE, spc.capabilities());
        assertEquals(SpcStreaming.LOCAL, spc.streaming());
        assertEquals(List.of(CkcTag.CONTENT_KEY), spc.keyFormats());
        assertFalse(spc.isVirtualMachine());
    }

    @Test
    void without_any_one_of_them_it_is_refused_with_42583() {
        for (long tag : SpcPayload.REQUIRED) {
            byte[] value = builder.find(tag).orElseThrow();
            builder.without(tag);
            assertRefused("-42583");
            builder.put(tag, value);
        }
    }

    @Test
    void a_wrong_fixed_length_is_refused_with_42581() {
        for (long tag : new long[] {
            SpcTag.SESSION_BLOCK,
            SpcTag.INTEGRITY,
            SpcTag.ANTI_REPLAY_SEED,
            SpcTag.R2,
            SpcTag.TRANSACTION_ID,
            SpcTag.VERSION_USED,
            SpcTag.STREAMING_INDICATOR,
            SpcTag.PLAYBACK_STATE,
            SpcTag.CAPABILITIES,
            SpcTag.DEVICE_IDENTITY,
            SpcTag.DEVICE_INFORMATION,
            SpcTag.KDL_VERSION,
            SpcTag.VM_INFORMATION,
            SpcTag.SECURITY_LEVEL,
            SpcTag.KEY_FORMATS,
            SpcTag.SYNC,
            SpcTag.VERSIONS_SUPPORTED
        }) {
            Optional<byte[]> before = builder.find(tag);
            builder.put(tag, new byte[3]);
            assertRefused("-42581");
            builder.without(tag);
            before.ifPresent(value -> builder.put(tag, value));
        }
    }

    @Test
    void an_asset_id_has_2_to_200_bytes() throws Exception {
        for (int length : new int[] {2, 200}) {
            builder.put(SpcTag.ASSET_ID, new byte[length]);
            assertEquals(length, read().assetId().length);
        }
        for (int length : new int[] {0, 1, 201}) {
            builder.put(SpcTag.ASSET_ID, new byte[length]);
            assertRefused("-42581");
        }
    }

    @Test
    void a_return_request_lists_tags_of_the_spc_and_a_repeat_counts_once() throws Exception {
        builder.returning(SpcTag.R2, SpcTag.ASSET_ID, SpcTag.R2);
        assertEquals(2, read().returned().size());
        builder.returning();
        assertEquals(List.of(), read().returned());
        builder.returning(0x1234);
        assertRefused("-42583");
        builder.put(SpcTag.RETURN_REQUEST, new byte[9]);
        assertRefused("-42581");
    }

    @Test
    void a_device_cannot_have_its_own_duration_returned() {
        for (long tag : CkcTag.ALL) {
            builder.put(tag, new byte[16]);
            builder.returning(tag);
            assertRefused("-42585");
            builder.without(tag);
        }
    }

    @Test
    void unknown_tags_are_ignored_and_kept() throws Exception {
        builder.decoys(20);
        assertEquals(3, read().returned().size());
    }

    @Test
    void device_facts_are_where_the_layouts_say() throws Exception {
        builder.put(
                SpcTag.DEVICE_IDENTITY,
                ByteBuffer.allocate(36)
                        .putInt(1)
                        .putInt(2)
                        .position(32)
                        .putInt(0x00120304)
                        .array());
        builder.put(
                SpcTag.SECURITY_LEVEL,
                ByteBuffer.allocate(20)
                        .putInt(1)
                        .putInt(0)
                        .putLong(77)
                        .putInt(30)
                        .array());
        builder.put(SpcTag.VM_INFORMATION, ByteBuffer.allocate(28).putInt(1).array());
        SpcPayload spc = read();
        assertEquals(Optional.of(2L), spc.deviceClass());
        assertEquals(Optional.of(0x00120304L), spc.osVersion());
        assertEquals(Optional.of(77L), spc.securityLevel());
        assertEquals(Optional.of(30L), spc.kdlVersion());
        assertTrue(spc.isVirtualMachine());
        builder.put(SpcTag.KDL_VERSION, new byte[] {0, 0, 0, 31});
        assertEquals(Optional.of(31L), read().kdlVersion(), "the TLLV of its own wins");
    }

    @Test
    void an_encrypted_security_level_is_ignored() throws Exception {
        builder.put(SpcTag.SECURITY_LEVEL, new byte[32]);
        assertEquals(Optional.empty(), read().securityLevel());
    }

    @Test
    void older_device_information_gives_type_and_version() throws Exception {
        builder.put(
                SpcTag.DEVICE_INFORMATION,
                ByteBuffer.allocate(16).putLong(5).putInt(0x000a0b0c).putInt(1).array());
        assertEquals(Optional.of(5L), read().deviceType());
        assertEquals(Optional.of(0x000a0b0cL), read().osVersion());
    }

    @Test
    void playback_state_and_capabilities_round_trip() throws Exception {
        var state = new SpcPlaybackState(0xf000_0000L, SpcPlaybackState.PLAYING, -5);
        builder.put(SpcTag.PLAYBACK_STATE, state.bytes());
        builder.put(SpcTag.CAPABILITIES, SpcCapabilities.of(0, 3).bytes());
        assertEquals(Optional.of(state), read().playbackState());
        SpcCapabilities capabilities = read().capabilities();
        assertTrue(capabilities.has(0) && capabilities.has(3));
        assertFalse(capabilities.has(1) || capabilities.has(2));
    }

    @Test
    void sync_version_0_reports_nothing_and_1_and_2_do() throws Exception {
        builder.put(SpcTag.SYNC, new byte[28]);
        assertEquals(Optional.empty(), read().sync());
        builder.put(SpcTag.SYNC, new SpcSync.V1(new byte[16], SpcSync.NO_LIMIT).bytes());
        assertEquals(SpcSync.NO_LIMIT, read().sync().orElseThrow().secondsLeft());
        var v2 = new SpcSync.V2(1, 2, new byte[16], 3, List.of(new byte[16], new byte[16]));
        builder.put(SpcTag.SYNC, v2.bytes());
        var back = (SpcSync.V2) read().sync().orElseThrow();
        assertEquals(List.of(1L, 2L, 3L), List.of(back.challenge(), back.flags(), back.secondsLeft()));
        assertEquals(2, back.streamIds().size());
    }

    @Test
    void sync_with_a_wrong_count_is_refused() {
        byte[] value = new SpcSync.V2(1, 2, new byte[16], 3, List.of(new byte[16])).bytes();
        for (byte count : new byte[] {0, 2, (byte) 251}) {
            value[47] = count;
            builder.put(SpcTag.SYNC, value);
            assertRefused("-42581");
        }
    }

    @Test
    void key_formats_are_read_up_to_63() throws Exception {
        builder.put(SpcTag.KEY_FORMATS, formats(63));
        assertEquals(63, read().keyFormats().size());
        builder.put(SpcTag.KEY_FORMATS, formats(64));
        assertRefused("-42581");
    }

    @Test
    void the_version_used_must_be_among_those_supported() throws Exception {
        builder.put(SpcTag.VERSION_USED, new byte[] {0, 0, 0, 2});
        assertTrue(read().supportsVersionUsed());
        builder.put(SpcTag.VERSION_USED, new byte[] {0, 0, 0, 3});
        assertFalse(read().supportsVersionUsed());
    }

    /// Every accessor is called too: what was read must not fail later.
    @Test
    void randomly_damaged_payloads_are_read_or_refused() {
        for (long tag : new long[] {SpcTag.DEVICE_IDENTITY, SpcTag.SECURITY_LEVEL, SpcTag.VM_INFORMATION}) {
            builder.put(tag, new byte[tag == SpcTag.DEVICE_IDENTITY ? 36 : tag == SpcTag.SECURITY_LEVEL ? 20 : 28]);
        }
        builder.put(SpcTag.KEY_FORMATS, formats(3));
        builder.put(SpcTag.SYNC, new SpcSync.V2(1, 2, new byte[16], 3, List.of(new byte[16])).bytes());
        byte[] good = builder.decoys(3).payload(1);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, good.length - (i % 3 == 0 ? random.nextInt(64) : 0));
            for (int n = random.nextInt(1, 4); n > 0; n--) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            if (isReadThroughout(bad)) read++;
        }
        assertTrue(read > 0 && read < 50_000, "some damage is harmless, some is not");
    }

    private static boolean isReadThroughout(byte[] payload) {
        try {
            SpcPayload spc = SpcPayload.read(payload);
            spc.supportsVersionUsed();
            spc.playbackState().ifPresent(SpcPlaybackState::word);
            spc.capabilities();
            spc.streaming();
            spc.deviceClass();
            spc.deviceType();
            spc.osVersion();
            spc.securityLevel();
            spc.kdlVersion();
            spc.isVirtualMachine();
            return true;
        } catch (MalformedMessage theOnlyExceptionAllowed) {
            return false;
        }
    }

    private static byte[] formats(int count) {
        return ByteBuffer.allocate(12 + 8 * count)
                .putInt(1)
                .putInt(0)
                .putInt(count)
                .array();
    }

    private SpcPayload read() throws MalformedMessage {
        return SpcPayload.read(builder.payload());
    }

    private void assertRefused(String number) {
        byte[] payload = builder.payload();
        var refused = assertThrows(MalformedMessage.class, () -> SpcPayload.read(payload));
        assertTrue(refused.getMessage().startsWith(number), refused.getMessage());
    }
}
