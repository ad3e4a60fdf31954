package dev.licet.drm.fairplay;

import static dev.licet.drm.fairplay.World.guarded;
import static dev.licet.drm.fairplay.World.leased;
import static dev.licet.drm.fairplay.World.rights;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Rights;
import dev.licet.drm.wire.CkcHdcp;
import dev.licet.drm.wire.CkcKeyDuration;
import dev.licet.drm.wire.CkcKeyDuration.Type;
import dev.licet.drm.wire.CkcOfflineKey;
import dev.licet.drm.wire.CkcSecurityLevel;
import dev.licet.drm.wire.CkcTag;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcBuilder;
import dev.licet.drm.wire.SpcCapabilities;
import dev.licet.drm.wire.SpcPayload;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcTag;
import dev.licet.drm.wire.Tllv;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reference: fairplay.md 4.2, 7 and 12.
class TermsTest {
    private static final OptionalInt NO_STATE = OptionalInt.empty();
    private static final OptionalInt READY = OptionalInt.of(SpcPlaybackState.READY);
    private static final OptionalInt PLAYING = OptionalInt.of(SpcPlaybackState.PLAYING);
    private static final OptionalInt LEASE_ENDING = OptionalInt.of(SpcPlaybackState.LEASE_ENDING);

    @Test
    void no_rental_is_no_duration() throws Exception {
        assertEquals(Optional.empty(), limit(rights(0, 0, false), NO_STATE));
        assertEquals(Optional.empty(), limit(rights(0, 0, false), READY));
    }

    @Test
    void a_rental_needs_a_playback_state() throws Exception {
        assertEquals(new CkcKeyDuration(0, 3600, Type.RENTAL), duration(rights(3600, 0, false), READY));
        String reason = impossible(rights(3600, 0, false), NO_STATE);
        assertTrue(reason.contains("needs a playback state"), reason);
    }

    @Test
    void a_device_that_is_playing_always_gets_a_duration() throws Exception {
        assertEquals(3600, duration(rights(3600, 0, false), PLAYING).rental());
        assertEquals(new CkcKeyDuration(0, Terms.NO_RENTAL_LIMIT, Type.RENTAL), duration(rights(0, 0, false), PLAYING));
        assertEquals(Type.PERSIST, duration(rights(0, 0, true), PLAYING, 1, 3).type());
    }

    @Test
    void a_playback_duration_is_for_persistent_licenses() throws Exception {
        impossible(rights(0, 60, false), READY);
        impossible(rights(0, 60, false), NO_STATE);
    }

    @Test
    void a_persistent_key_with_dual_expiry_needs_bit_1_or_bit_3() throws Exception {
        for (int bit : new int[] {SpcCapabilities.OFFLINE_KEY, SpcCapabilities.OFFLINE_KEY_V2}) {
            for (OptionalInt state : new OptionalInt[] {NO_STATE, READY}) {
                Tllv limit = limit(rights(2592000, 86400, true), state, bit).orElseThrow();
                assertEquals(CkcTag.OFFLINE_KEY, limit.tag());
                CkcOfflineKey offline = CkcOfflineKey.read(limit.value());
                assertEquals(2592000, offline.storage());
                assertEquals(86400, offline.playback());
            }
        }
        impossible(rights(2592000, 86400, true), READY, 0, 2, 4, 5);
        impossible(rights(0, 86400, true), READY);
    }

    @Test
    void a_persistent_key_for_older_devices_is_a_key_duration() throws Exception {
        assertEquals(new CkcKeyDuration(0, 600, Type.PERSIST_WITH_DURATION), duration(rights(600, 0, true), READY));
        assertEquals(new CkcKeyDuration(0, 0, Type.PERSIST), duration(rights(0, 0, true), READY));
    }

    @Test
    void a_persistent_key_without_state_or_capability_is_given_for_streaming_if_nothing_limits_it() throws Exception {
        assertEquals(Optional.empty(), limit(rights(0, 0, true), NO_STATE));
        impossible(rights(600, 0, true), NO_STATE);
    }

    @Test
    void an_spc_without_state_never_gets_a_duration_and_no_spc_gets_both() throws Exception {
        for (long rental : new long[] {0, 60}) {
            for (long playback : new long[] {0, 60}) {
                for (boolean persistent : new boolean[] {false, true}) {
                    for (int[] bits : new int[][] {{}, {1}, {3}, {1, 3}}) {
                        Terms terms = terms(rights(rental, playback, persistent), NO_STATE, bits);
                        boolean duration = terms instanceof Terms.Written(var _, var limit)
                                && limit.filter(Terms.Timed.class::isInstance).isPresent();
                        assertTrue(!duration);
                    }
                }
            }
        }
    }

    @Test
    void a_rental_longer_than_32_bits_is_written_as_the_longest() throws Exception {
        assertEquals(
                CkcKeyDuration.MAX_SECONDS,
                duration(rights(0x1_0000_0000L, 0, false), READY).rental());
    }

    @Test
    void a_lease_needs_a_playback_state_and_may_go_with_a_rental() throws Exception {
        for (OptionalInt state : new OptionalInt[] {READY, PLAYING, LEASE_ENDING}) {
            assertEquals(new CkcKeyDuration(300, 0, Type.LEASE), duration(rights(0, 0, false, leased(300)), state));
            assertEquals(
                    new CkcKeyDuration(300, 3600, Type.LEASE_AND_RENTAL),
                    duration(rights(3600, 0, false, leased(300)), state));
        }
        String reason = impossible(rights(0, 0, false, leased(300)), NO_STATE, 0, 1, 2, 3, 4, 5);
        assertTrue(reason.startsWith("-42585 the lease needs a playback state"), reason);
    }

    @Test
    void a_license_to_keep_cannot_be_leased() throws Exception {
        for (OptionalInt state : new OptionalInt[] {NO_STATE, READY, PLAYING}) {
            impossible(rights(0, 0, true, leased(300)), state, 1, 3);
            impossible(rights(0, 0, true, leased(300)), state);
        }
    }

    @Test
    void without_a_demand_nothing_is_said_about_protection() throws Exception {
        var none = new Protection(Optional.empty(), Optional.empty());
        assertEquals(none, written(rights(0, 0, false), READY).protection());
    }

    @Test
    void hdcp_type_1_is_for_devices_with_bit_0() throws Exception {
        assertEquals(Optional.of(CkcHdcp.NOT_REQUIRED), hdcp(FairPlayRules.Hdcp.NOT_REQUIRED));
        assertEquals(Optional.of(CkcHdcp.TYPE_0), hdcp(FairPlayRules.Hdcp.TYPE_0));
        assertEquals(Optional.of(CkcHdcp.TYPE_1), hdcp(FairPlayRules.Hdcp.TYPE_1, SpcCapabilities.HDCP_TYPE_1));
        String reason = impossible(rights(0, 0, false, guarded(FairPlayRules.Hdcp.TYPE_1, null)), READY, 1, 2, 3, 4, 5);
        assertTrue(reason.startsWith("-42604"), reason);
    }

    private static Optional<CkcHdcp> hdcp(FairPlayRules.Hdcp wanted, int... bits) throws MalformedMessage {
        return written(rights(0, 0, false, guarded(wanted, null)), READY, bits)
                .protection()
                .hdcp();
    }

    @ParameterizedTest
    @CsvSource({
        // demanded, reported, deny list, bits, given
        "AUDIO, , , , true",
        "AUDIO, BASELINE, 1, 4, true",
        "BASELINE, , , , true",
        "BASELINE, BASELINE, , 4, true",
        "BASELINE, MAIN, , 5, true",
        "BASELINE, AUDIO, , , false",
        "MAIN, MAIN, , , true",
        "MAIN, MAIN, 31, , true",
        "MAIN, MAIN, 30, , false",
        "MAIN, BASELINE, , 5, false",
        "MAIN, , , , true",
        "MAIN, , , 4, false",
        "MAIN, , , 4 5, true",
        "MAIN, , 30, 5, false"
    })
    void a_security_level_is_for_devices_that_reach_it(
            FairPlayRules.Level demanded, CkcSecurityLevel reported, Integer denyList, String bits, boolean given)
            throws Exception {
        SpcBuilder device = World.device();
        if (reported != null) device.put(SpcTag.SECURITY_LEVEL, report(reported));
        if (denyList != null)
            device.put(
                    SpcTag.KDL_VERSION, ByteBuffer.allocate(4).putInt(denyList).array());
        if (bits != null) {
            int[] numbers =
                    Stream.of(bits.split(" ")).mapToInt(Integer::parseInt).toArray();
            device.put(SpcTag.CAPABILITIES, SpcCapabilities.of(numbers).bytes());
        }
        Terms terms = Terms.of(rights(0, 0, false, guarded(null, demanded)), SpcPayload.read(device.payload()));
        switch (terms) {
            case Terms.Impossible(String reason) -> {
                assertTrue(reason.startsWith("-42604"), reason);
                assertTrue(!given, reason);
            }
            case Terms.Written(Protection protection, var _) -> {
                assertTrue(given);
                assertEquals(demanded.name(), protection.level().orElseThrow().name());
            }
        }
    }

    @Test
    void a_renewal_gives_what_is_left_of_a_rental_and_the_whole_lease() throws MalformedMessage {
        for (boolean persistent : new boolean[] {false, true}) {
            var rented = written(rights(3600, 0, persistent), READY);
            assertEquals(3000, rental(rented.after(Duration.ofSeconds(600))));
            assertEquals(3600, rental(rented.after(Duration.ofSeconds(-5))));
            assertEquals(1, rental(rented.after(Duration.ofSeconds(3600))));
            assertEquals(1, rental(rented.after(Duration.ofDays(9))));
        }
        var unlimited = written(rights(0, 60, true), READY, 1);
        var offline = assertInstanceOf(
                Terms.Offline.class, unlimited.after(Duration.ofDays(1)).limit().orElseThrow());
        assertEquals(0, offline.key().storage());
        assertEquals(60, offline.key().playback());
    }

    private static long rental(Terms.Written terms) {
        return assertInstanceOf(Terms.Timed.class, terms.limit().orElseThrow())
                .duration()
                .rental();
    }

    /// With the newest deny list, which a TLLV of its own overrides.
    private static byte[] report(CkcSecurityLevel level) {
        return ByteBuffer.allocate(20)
                .putInt(1)
                .putInt(0)
                .putLong(level.value())
                .putInt((int) Protection.NEWEST_DENY_LIST)
                .array();
    }

    private static CkcKeyDuration duration(Rights rights, OptionalInt state, int... bits) throws MalformedMessage {
        Tllv limit = limit(rights, state, bits).orElseThrow();
        assertEquals(CkcTag.KEY_DURATION, limit.tag());
        return CkcKeyDuration.read(limit.value());
    }

    private static Optional<Tllv> limit(Rights rights, OptionalInt state, int... bits) throws MalformedMessage {
        return written(rights, state, bits).limit().map(Terms.Limit::tllv);
    }

    private static Terms.Written written(Rights rights, OptionalInt state, int... bits) throws MalformedMessage {
        return assertInstanceOf(Terms.Written.class, terms(rights, state, bits));
    }

    private static String impossible(Rights rights, OptionalInt state, int... bits) throws MalformedMessage {
        return assertInstanceOf(Terms.Impossible.class, terms(rights, state, bits))
                .reason();
    }

    private static Terms terms(Rights rights, OptionalInt state, int... bits) throws MalformedMessage {
        SpcBuilder device = World.device();
        if (bits.length > 0)
            device.put(SpcTag.CAPABILITIES, SpcCapabilities.of(bits).bytes());
        state.ifPresent(
                value -> device.put(SpcTag.PLAYBACK_STATE, new SpcPlaybackState(1_800_000_000, value, 1).bytes()));
        return Terms.of(rights, SpcPayload.read(device.payload()));
    }
}
