package dev.licet.domain.ledger;

import static dev.licet.domain.ledger.Tokens.EXPIRY;
import static dev.licet.domain.ledger.Tokens.START;
import static dev.licet.domain.ledger.Tokens.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Refusal;
import dev.licet.domain.ledger.Progress.PaidSession;
import dev.licet.domain.ledger.RedemptionDecision.AccountGone;
import dev.licet.domain.ledger.RedemptionDecision.AlreadyRedeemed;
import dev.licet.domain.ledger.RedemptionDecision.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionDecision.Expired;
import dev.licet.domain.ledger.RedemptionDecision.Further;
import dev.licet.domain.ledger.RedemptionDecision.Opens;
import dev.licet.domain.ledger.RedemptionDecision.Renews;
import dev.licet.domain.ledger.RedemptionDecision.Repeats;
import dev.licet.domain.ledger.RedemptionDecision.SwitchedOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What docs/divergences.md says under "Charging". The ledger and the explanations are compared with this
/// policy where there is a database.
class RedemptionPolicyTest {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Instant INSIDE = START.plusSeconds(59);
    private static final Instant OUTSIDE = START.plusSeconds(60);
    private static final Challenge UNIQUE = new Challenge(new byte[] {1});
    private static final Challenge COMMON = new Challenge(new byte[] {1}, false, Optional.empty());
    private static final OptionalInt ANY = OptionalInt.empty();

    private static Redemption redemption(Challenge challenge, OptionalInt most) {
        return new Redemption(token(1, Optional.empty()), challenge, new WindowLimits(WINDOW, most));
    }

    private static Redemption leased() {
        return new Redemption(token(1, Optional.of(Duration.ofMinutes(10))), UNIQUE, new WindowLimits(WINDOW, ANY));
    }

    private static void decided(RedemptionDecision expected, Progress progress, Redemption redemption, Instant now) {
        assertEquals(expected, RedemptionPolicy.decide(progress, Standing.SOLVENT, redemption, now));
    }

    @Test
    void the_first_license_of_a_token_opens_a_window() {
        decided(new Opens(1), Progress.NONE, redemption(UNIQUE, ANY), START);
        decided(new Opens(1), Progress.NONE, redemption(UNIQUE, OptionalInt.of(1)), START);
    }

    @Test
    void where_no_window_was_opened_none_is_open_whatever_time_stands_there() {
        decided(new Opens(1), new Progress(0, START, 0), redemption(UNIQUE, ANY), INSIDE);
    }

    @Test
    void further_licenses_inside_the_window_are_free_up_to_four_per_key() {
        for (int given = 0; given < 4; given++) {
            decided(new Further(2), new Progress(2, START, given), redemption(UNIQUE, ANY), INSIDE);
        }
        decided(new Opens(3), new Progress(2, START, 4), redemption(UNIQUE, ANY), INSIDE);
        var twoKeys = new Redemption(token(2, Optional.empty()), UNIQUE, new WindowLimits(WINDOW, ANY));
        decided(new Further(1), new Progress(1, START, 7), twoKeys, INSIDE);
        decided(new Opens(2), new Progress(1, START, 8), twoKeys, INSIDE);
    }

    @Test
    void the_next_license_after_the_window_opens_the_next() {
        decided(new Further(1), new Progress(1, START, 0), redemption(UNIQUE, ANY), OUTSIDE.minusNanos(1));
        decided(new Opens(2), new Progress(1, START, 0), redemption(UNIQUE, ANY), OUTSIDE);
    }

    @Test
    void the_same_challenge_again_is_never_charged() {
        var answered = new Progress(3, START, 4, OptionalInt.of(2), Optional.empty());
        for (Instant now : List.of(START, INSIDE, OUTSIDE, EXPIRY.minusNanos(1))) {
            decided(new Repeats(2), answered, redemption(UNIQUE, OptionalInt.of(3)), now);
        }
    }

    @Test
    void a_challenge_that_playbacks_repeat_is_a_retry_only_until_its_window_is_over() {
        var answered = new Progress(1, START, 4, OptionalInt.of(1), Optional.empty());
        decided(new Repeats(1), answered, redemption(COMMON, ANY), INSIDE);
        decided(new Opens(2), answered, redemption(COMMON, ANY), OUTSIDE);
        var noLength = new Redemption(token(1, Optional.empty()), COMMON, new WindowLimits(Duration.ZERO, ANY));
        decided(new Repeats(1), answered, noLength, START.plusMillis(999));
        decided(new Opens(2), answered, noLength, START.plusSeconds(1));
    }

    @Test
    void a_token_that_has_opened_all_its_windows_gives_only_what_is_free() {
        var once = redemption(UNIQUE, OptionalInt.of(1));
        decided(new Further(1), new Progress(1, START, 3), once, INSIDE);
        decided(new AlreadyRedeemed(1), new Progress(1, START, 4), once, INSIDE);
        decided(new AlreadyRedeemed(1), new Progress(1, START, 0), once, OUTSIDE);
        assertEquals(
                "already redeemed once, and not allowed more",
                new AlreadyRedeemed(1).refused().reason());
        assertEquals(
                "already redeemed 3 times, and not allowed more",
                new AlreadyRedeemed(3).refused().reason());
    }

    @Test
    void an_empty_balance_refuses_only_what_would_be_charged() {
        var open = new Progress(1, START, 0);
        assertEquals(new Further(1), empty(open, INSIDE));
        assertEquals(new BalanceEmpty(), empty(open, OUTSIDE));
        assertEquals(new BalanceEmpty(), empty(new Progress(1, START, 4), INSIDE));
        assertEquals(new BalanceEmpty(), empty(Progress.NONE, INSIDE));
        assertEquals(new Repeats(1), empty(new Progress(1, START, 4, OptionalInt.of(1), Optional.empty()), OUTSIDE));
    }

    private static RedemptionDecision empty(Progress progress, Instant now) {
        return RedemptionPolicy.decide(progress, Standing.EMPTY, redemption(UNIQUE, ANY), now);
    }

    @Test
    void an_account_that_is_off_or_gone_gets_nothing_at_all_and_that_is_what_is_said() {
        var session = Optional.of(new PaidSession(1, START, EXPIRY));
        for (Progress progress : List.of(
                Progress.NONE, new Progress(1, START, 0), new Progress(1, START, 0, OptionalInt.of(1), session))) {
            var off = RedemptionPolicy.decide(progress, Standing.SWITCHED_OFF, redemption(UNIQUE, ANY), INSIDE);
            assertEquals(new SwitchedOff(), off);
            var gone = RedemptionPolicy.decide(progress, Standing.GONE, redemption(UNIQUE, ANY), INSIDE);
            assertEquals(new AccountGone(), gone);
        }
        assertEquals(Refusal.ACCOUNT_DISABLED, new SwitchedOff().refused().why());
    }

    @Test
    void a_session_that_was_paid_for_is_renewed_free_whatever_the_windows_say() {
        var paid = new PaidSession(1, START, EXPIRY);
        var usedUp = new Progress(1, START, 4, OptionalInt.empty(), Optional.of(paid));
        decided(new Renews(1, START), usedUp, redemption(UNIQUE, OptionalInt.of(1)), OUTSIDE.plusSeconds(3600));
        assertEquals(
                new Renews(1, START),
                RedemptionPolicy.decide(usedUp, Standing.EMPTY, redemption(UNIQUE, ANY), OUTSIDE));
    }

    @Test
    void after_the_expiry_a_lease_is_renewed_and_nothing_else_is_given() {
        var paid = Optional.of(new PaidSession(1, START, EXPIRY));
        var unpaid = new Progress(1, START, 0, OptionalInt.of(1), Optional.empty());
        var renewable = new Progress(1, START, 0, OptionalInt.of(1), paid);
        decided(new Renews(1, START), renewable, leased(), EXPIRY);
        decided(new Expired(EXPIRY, EXPIRY), unpaid, leased(), EXPIRY);
        decided(new Expired(EXPIRY, EXPIRY), renewable, redemption(UNIQUE, ANY), EXPIRY);
        decided(new Expired(EXPIRY, EXPIRY), Progress.NONE, redemption(UNIQUE, ANY), EXPIRY);
        var late = new Expired(EXPIRY, EXPIRY.plusSeconds(90)).refused().reason();
        assertEquals(
                "Expired token: it expired at 2026-01-02T00:00:00Z, 90 seconds ago; the server's time is"
                        + " 2026-01-02T00:01:30Z",
                late);
    }

    @Test
    void a_session_is_remembered_while_the_token_is_good_or_its_lease_runs() {
        assertEquals(EXPIRY, RedemptionPolicy.sessionEnds(leased().token(), START));
        assertEquals(EXPIRY.plusSeconds(300), RedemptionPolicy.sessionEnds(leased().token(), EXPIRY.minusSeconds(300)));
    }
}
