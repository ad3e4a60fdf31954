package dev.licet.domain.ledger;

import static dev.licet.domain.ledger.Tokens.START;
import static dev.licet.domain.ledger.Tokens.account;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a dual run asks instead of the ledger while the other service leads: each call that would write to
/// the books ends the test.
class RehearsedLedgerTest implements Accounts {
    private static final Token TOKEN = Tokens.token(1, Optional.empty());
    private static final Event EVENT = Event.of(
            Event.Kind.REDEEMED,
            START.plusSeconds(1),
            Event.Origin.of(Environment.TEST, Tokens.PAYER, Drm.FAIRPLAY, "request"),
            Event.Subject.NONE);
    private static final Redemption REDEMPTION =
            new Redemption(TOKEN, Challenge.NEW, new WindowLimits(Duration.ofSeconds(60), OptionalInt.empty()));

    private final Ledger rehearsed = new RehearsedLedger(new ReadOnly(), this);
    private Progress progress = Progress.NONE;
    private Account payer = account(true, new Balance.Units(1), Options.DEFAULT);

    private RedemptionOutcome redeemed() {
        return rehearsed.redeem(REDEMPTION, OptionalLong.empty(), EVENT);
    }

    @Test
    void a_license_is_decided_about_by_the_token_s_progress_and_its_account() {
        assertEquals(new RedemptionOutcome.Granted(new RedemptionDecision.Opens(1)), redeemed());
        progress = new Progress(1, START, 0);
        assertEquals(new RedemptionOutcome.Granted(new RedemptionDecision.Further(1)), redeemed());
        payer = account(false, new Balance.Units(1), Options.DEFAULT);
        assertEquals(new RedemptionOutcome.Denied(new RedemptionDecision.SwitchedOff()), redeemed());
        assertEquals(progress, rehearsed.progress(TOKEN));
    }

    @Test
    void what_would_be_written_counts_as_written_and_is_not() {
        rehearsed.write(EVENT);
        assertEquals(Recording.WRITTEN, rehearsed.write(EVENT, payer));
        rehearsed.release(new byte[16], EVENT);
        assertTrue(rehearsed.renew(new byte[16], EVENT));
        assertEquals(0, rehearsed.takeBack(REDEMPTION, new RedemptionDecision.Opens(1), EVENT));
    }

    @Override
    public Optional<Account> find(AccountId id, Environment environment) {
        return Optional.of(payer).filter(it -> it.id().equals(id) && it.environment() == environment);
    }

    @Override
    public Optional<Account> authenticate(Authenticator authenticator) {
        throw new IllegalStateException("nobody signs in here");
    }

    @Override
    public Accounts remembered() {
        throw new IllegalStateException("what is remembered may be out of date");
    }

    private final class ReadOnly implements Ledger {
        @Override
        public Progress progress(Token token) {
            return progress;
        }

        @Override
        public void write(Event event) {
            throw written();
        }

        @Override
        public Recording write(Event event, Account decided) {
            throw written();
        }

        @Override
        public RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event) {
            throw written();
        }

        @Override
        public int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event) {
            throw written();
        }

        @Override
        public void release(byte[] session, Event event) {
            throw written();
        }

        @Override
        public boolean renew(byte[] session, Event event) {
            throw written();
        }

        private static IllegalStateException written() {
            return new IllegalStateException("a rehearsal writes nothing");
        }
    }
}
