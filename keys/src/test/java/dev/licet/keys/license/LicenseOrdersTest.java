package dev.licet.keys.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.token.Token;
import dev.licet.keys.license.LicenseRequest.Marks;
import dev.licet.keys.license.LicenseRequest.Purpose;
import dev.licet.keys.license.LicenseRequest.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands for the token: the ledger knows a purchase again by id and expiry.
class LicenseOrdersTest {
    private static final Signatory STUDIO = new Signatory(new AccountId(201722), Environment.TEST, "studio");
    private static final long DAY = Duration.ofDays(1).toSeconds();
    /// The end of a period of thirty days.
    private static final long BOUNDARY = 700 * 30 * DAY;

    private static Token token(Signatory signatory, long now, byte[] challenge, String purchase) {
        var id = Optional.of(purchase.getBytes(StandardCharsets.UTF_8)).filter(bytes -> bytes.length > 0);
        var request = new LicenseRequest(
                Purpose.LICENSE, challenge, Wanted.NOTHING, new Marks(Optional.empty(), id, Optional.empty()));
        return new LicenseOrders(() -> Instant.ofEpochSecond(now))
                .of(signatory, request, LicenseOrders.nothing(request))
                .token();
    }

    private static List<Object> books(Token token) {
        return List.of(token.id(), token.expires());
    }

    @Test
    void a_retry_is_known_again_also_over_the_end_of_a_period() {
        byte[] challenge = ChallengeOutlineTest.challenge(BOUNDARY - 1);
        Token first = token(STUDIO, BOUNDARY - 1, challenge, "");
        assertEquals(books(first), books(token(STUDIO, BOUNDARY + 5, challenge, "")));
        assertNotEquals(
                first.id(),
                token(STUDIO, BOUNDARY, ChallengeOutlineTest.challenge(BOUNDARY), "")
                        .id());
    }

    @Test
    void a_purchase_is_known_again_for_thirty_days_at_least() {
        for (long wrong : new long[] {0, BOUNDARY - 2 * DAY, Long.MAX_VALUE}) {
            byte[] challenge = ChallengeOutlineTest.challenge(wrong);
            Token early = token(STUDIO, BOUNDARY, challenge, "order");
            Token late = token(STUDIO, BOUNDARY + 30 * DAY - 1, ChallengeOutlineTest.challenge(7), "order");
            assertEquals(books(early), books(late));
            assertTrue(early.expires().getEpochSecond() - BOUNDARY >= 30 * DAY);
            assertTrue(late.isFresh(Instant.ofEpochSecond(BOUNDARY + 60 * DAY - 1)));
        }
    }

    @Test
    void nobody_shares_the_purchase_of_somebody_else() {
        byte[] challenge = ChallengeOutlineTest.challenge(BOUNDARY);
        var ids = new HashSet<Object>();
        for (Signatory who : List.of(
                STUDIO,
                new Signatory(STUDIO.account(), Environment.TEST, "other"),
                new Signatory(STUDIO.account(), Environment.PRODUCTION, "studio"),
                new Signatory(new AccountId(201723), Environment.TEST, "studio"))) {
            ids.add(token(who, BOUNDARY, challenge, "").id());
            ids.add(token(who, BOUNDARY, challenge, "order").id());
        }
        assertEquals(8, ids.size());
    }

    @Test
    void a_purchase_is_the_cookie_of_the_record_where_it_fits() {
        assertEquals(
                Optional.of("order"), token(STUDIO, 0, new byte[0], "order").cookie());
        assertEquals(Optional.of("0a0a"), token(STUDIO, 0, new byte[0], "\n\n").cookie());
        assertFalse(token(STUDIO, 0, new byte[0], "x".repeat(33)).cookie().isPresent());
    }
}
