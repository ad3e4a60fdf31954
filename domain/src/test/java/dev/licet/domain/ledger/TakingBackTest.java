package dev.licet.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.ledger.RedemptionDecision.Further;
import dev.licet.domain.ledger.RedemptionDecision.Grant;
import dev.licet.domain.ledger.RedemptionDecision.Opens;
import dev.licet.domain.ledger.RedemptionDecision.Renews;
import dev.licet.domain.ledger.RedemptionDecision.Repeats;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A license that was paid for and that the license maker has not made (docs/divergences.md, "Charging").
class TakingBackTest {
    private static final List<Grant> PAID = List.of(new Opens(2), new Further(2), new Repeats(2));

    private static Holding held(int window, int licenses) {
        return new Holding(window, 0, licenses);
    }

    @Test
    void the_only_license_of_a_window_gives_its_unit_back() {
        for (Grant missing : PAID) {
            assertTrue(RedemptionPolicy.isLast(held(2, 1), missing));
            assertFalse(RedemptionPolicy.isLast(held(2, 2), missing), "the unit pays for the other one");
        }
    }

    @Test
    void a_license_of_an_earlier_window_leaves_the_present_one_as_it_is() {
        for (Grant missing : PAID) {
            assertTrue(RedemptionPolicy.counts(held(2, 2), missing));
            assertFalse(RedemptionPolicy.counts(held(3, 1), missing));
            assertFalse(RedemptionPolicy.isLast(held(3, 1), missing));
        }
    }

    @Test
    void a_renewal_that_was_not_made_gives_nothing_back() {
        var renewal = new Renews(2, Tokens.START);
        assertFalse(RedemptionPolicy.counts(held(2, 1), renewal));
        assertFalse(RedemptionPolicy.isLast(held(2, 1), renewal));
    }

    @Test
    void only_the_license_that_opens_a_window_is_charged() {
        assertEquals(1, new RedemptionOutcome.Granted(new Opens(2)).charged());
        for (Grant free : List.of(new Further(2), new Repeats(2), new Renews(2, Tokens.START))) {
            var granted = new RedemptionOutcome.Granted(free);
            assertEquals(0, granted.charged());
            assertEquals(2, granted.window());
        }
    }
}
