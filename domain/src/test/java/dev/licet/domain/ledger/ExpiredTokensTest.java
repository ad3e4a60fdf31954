package dev.licet.domain.ledger;

import static dev.licet.domain.ledger.Tokens.EXPIRY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which requests are read although their token's time is over.
class ExpiredTokensTest {
    @Test
    void a_token_is_read_until_its_expiry_and_then_no_more() {
        var token = Tokens.token(1, Optional.empty());
        assertEquals(Optional.empty(), RedemptionPolicy.expired(token, EXPIRY.minusNanos(1)));
        var refused = RedemptionPolicy.expired(token, EXPIRY);
        assertEquals(Optional.of(RedemptionPolicy.expired(EXPIRY, EXPIRY)), refused);
        assertEquals(Optional.of(Refusal.TOKEN_INVALID), refused.map(Refused::why));
    }

    @Test
    void one_with_a_lease_is_read_later_as_well_because_it_could_be_a_renewal() {
        var leased = Tokens.token(1, Optional.of(Duration.ofMinutes(10)));
        assertEquals(Optional.empty(), RedemptionPolicy.expired(leased, EXPIRY.plusSeconds(86_400)));
    }
}
