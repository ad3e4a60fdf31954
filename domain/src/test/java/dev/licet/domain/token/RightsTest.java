package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a token allows, and what nobody can make one of.
class RightsTest {
    private static final Optional<Duration> UNLIMITED = Optional.empty();
    private static final Optional<Duration> START_WINDOW = Optional.of(Duration.ofSeconds(60));
    private static final Optional<Duration> PLAYBACK = Optional.of(Duration.ofSeconds(70));
    private static final Optional<Duration> RENTAL = Optional.of(Duration.ofSeconds(80));
    private static final Optional<Duration> LEASE = Optional.of(Duration.ofSeconds(90));

    @Test
    void playback_begins_within_the_start_window_and_for_fairplay_within_the_rental() {
        var rights = Samples.limited(FairPlayRules.NONE.withLease(LEASE));
        var windowed = new LicenseTimes(START_WINDOW, PLAYBACK, UNLIMITED, true);
        assertEquals(windowed, LicenseTimes.of(Drm.WIDEVINE, rights));
        assertEquals(windowed, LicenseTimes.of(Drm.PLAYREADY, rights));
        assertEquals(new LicenseTimes(RENTAL, PLAYBACK, LEASE, true), LicenseTimes.of(Drm.FAIRPLAY, rights));
    }

    @Test
    void clear_key_knows_no_times() {
        var kept = new LicenseTimes(UNLIMITED, UNLIMITED, UNLIMITED, true);
        assertEquals(kept, LicenseTimes.of(Drm.CLEARKEY, Samples.limited()));
    }

    @Test
    void the_ids_of_the_keys_are_those_of_the_keys_that_have_one() {
        assertEquals(
                List.of(KeyId.ofName("sd"), KeyId.ofName("hd")),
                Samples.limited().kids());
        assertEquals(List.of(), Samples.plain().kids());
    }

    @Test
    void security_levels_go_from_1_to_5() {
        for (int level = 1; level <= 5; level++) {
            assertEquals(level, Samples.key("sd", level, Hdcp.NONE).securityLevel());
        }
        assertThrows(IllegalArgumentException.class, () -> Samples.key("sd", 0, Hdcp.NONE));
        assertThrows(IllegalArgumentException.class, () -> Samples.key("sd", 6, Hdcp.NONE));
    }

    @Test
    void keys_have_the_length_of_their_cipher() {
        var content = SecretBytes.copyOf(new byte[15]);
        var none = Optional.<KeyId>empty();
        assertThrows(IllegalArgumentException.class, () -> new KeyGrant(none, content, 1, Hdcp.NONE, Optional.empty()));
        var sealing = SecretBytes.copyOf(new byte[31]);
        assertThrows(IllegalArgumentException.class, () -> new SealingKey(1, sealing));
    }

    @Test
    void what_a_request_says_about_renewal_is_said() {
        var server = Optional.of("https://renew.example");
        var said = WidevineRules.of(true, Renewal.ON_DEMAND, server);
        assertEquals(new WidevineRules(true, true, Renewal.ON_DEMAND, server), said);
    }

    @Test
    void a_token_id_is_its_hexadecimal_digits() {
        var id = new TokenId("00112233445566778899aabbccddeeff");
        assertEquals("00112233445566778899aabbccddeeff", id.toString());
        assertEquals(id, TokenId.of(id.bytes()));
        assertThrows(IllegalArgumentException.class, () -> new TokenId("00"));
    }
}
