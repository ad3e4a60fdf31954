package dev.licet.domain.stop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopTest {
    private static final String HEX = "00112233445566778899aabbccddeeff";
    private static final AccountId OWNER = new AccountId(7);
    private static final Instant NOW = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT, 201722, 201722",
        "ACCOUNT, 0, -",
        "TOKEN, 00112233445566778899AABBCCDDEEFF, 00112233445566778899aabbccddeeff",
        "TOKEN, 00112233445566778899aabbccddee, -",
        "TOKEN, ^name, -",
        "KID, 00112233445566778899AABBCCDDEEFF, 00112233445566778899aabbccddeeff",
        "KID, ^a, 86f7e437faa5a7fce15d1ddcb9eaeaea",
        "DEVICE, 00112233445566778899aabbccddeexx, -",
        "COOKIE, order 1, order 1",
        "COOKIE, '', -",
        "COOKIE, 123456789012345678901234567890123, -",
    })
    void values_have_one_form(StopKind kind, String text, String form) {
        assertEquals(form, kind.canonical(text).orElse("-"));
    }

    @Test
    void an_entry_that_says_too_little_or_too_much_is_none() {
        var nobody = Optional.<AccountId>empty();
        assertThrows(IllegalArgumentException.class, () -> stop(StopKind.COOKIE, "c", nobody, "", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> stop(StopKind.DEVICE, HEX, nobody, "", Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> stop(StopKind.ACCOUNT, "7", Optional.of(OWNER), "", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> stop(StopKind.KID, "^a", nobody, "", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> stop(StopKind.KID, HEX, nobody, "a\nb", Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> stop(StopKind.KID, HEX, nobody, "x".repeat(201), Optional.empty()));
    }

    private static Stop stop(
            StopKind kind, String value, Optional<AccountId> account, String reason, Optional<Instant> until) {
        return new Stop(kind, value, account, Optional.of(Environment.TEST), reason, until);
    }

    @Test
    void it_holds_for_its_account_in_its_environment_until_its_end() {
        Stop mine = stop(StopKind.KID, HEX, Optional.of(OWNER), "", Optional.of(NOW.plusSeconds(1)));
        assertTrue(mine.holds(OWNER, Environment.TEST, NOW));
        assertFalse(mine.holds(OWNER, Environment.TEST, NOW.plusSeconds(1)));
        assertFalse(mine.holds(OWNER, Environment.PRODUCTION, NOW));
        assertFalse(mine.holds(new AccountId(8), Environment.TEST, NOW));
        var all = new Stop(StopKind.KID, HEX, Optional.empty(), Optional.empty(), "", Optional.empty());
        assertTrue(all.holds(OWNER, Environment.PRODUCTION, NOW));
    }
}
