package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Against SoftHSM 2, a module in software. See [SoftHsm] for where it comes from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(
        named = SoftHsm.UNAVAILABLE,
        matches = "true",
        disabledReason = "the operator said that there is no SoftHSM here")
class HardwareKeyTest {
    private static final byte[] WHAT = "a test".getBytes(StandardCharsets.US_ASCII);
    private final SecureRandom random = new SecureRandom();
    private Path library;

    @BeforeAll
    void makeToken() {
        library = SoftHsm.prepare();
    }

    private HardwareKey.Place place(String label, String pin) {
        return new HardwareKey.Place(library, 0, SecretBytes.copyOf(pin.getBytes(StandardCharsets.US_ASCII)), label);
    }

    @Test
    void what_is_wrapped_inside_opens_inside_and_nowhere_else() {
        var place = place("one", SoftHsm.PIN);
        assertTrue(HardwareKey.find(place).isEmpty());
        var secret = SecretBytes.random(random, 32);
        byte[] wrapped = HardwareKey.make(place).wrap(secret, WHAT, random);

        var found = HardwareKey.find(place).orElseThrow();
        assertTrue(found.unwrap(wrapped, WHAT).orElseThrow().sameAs(secret));
        assertTrue(found.unwrap(wrapped, new byte[] {1}).isEmpty());
        for (int i = 0; i < wrapped.length; i++) {
            byte[] flipped = wrapped.clone();
            flipped[i] ^= 1;
            assertTrue(found.unwrap(flipped, WHAT).isEmpty(), "byte " + i);
        }
        for (int length = 0; length < wrapped.length; length++) {
            assertTrue(found.unwrap(Arrays.copyOf(wrapped, length), WHAT).isEmpty());
        }
        var other = HardwareKey.make(place("two", SoftHsm.PIN));
        assertTrue(other.unwrap(wrapped, WHAT).isEmpty());
        assertFalse(Arrays.equals(wrapped, found.wrap(secret, WHAT, random)));
    }

    @Test
    void what_is_wrong_is_named() {
        var noLibrary = new HardwareKey.Place(Path.of("/nowhere/lib.so"), 0, SecretBytes.copyOf(new byte[1]), "one");
        assertTrue(refusal(noLibrary).contains("/nowhere/lib.so"));
        var noSlot = new HardwareKey.Place(library, 99, SecretBytes.copyOf(new byte[1]), "one");
        assertTrue(refusal(noSlot).contains("slot"));
    }

    private static String refusal(HardwareKey.Place place) {
        return assertThrows(HardwareKey.Unavailable.class, () -> HardwareKey.find(place))
                .getMessage();
    }
}
