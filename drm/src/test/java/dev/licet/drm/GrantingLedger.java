package dev.licet.drm;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A ledger in memory that grants every license, over accounts with an unlimited balance.
public abstract class GrantingLedger implements Accounts, Ledger {
    protected final List<Event> events = new ArrayList<>();
    protected final List<Event> charged = new ArrayList<>();

    @Override
    public Optional<Account> authenticate(Authenticator authenticator) {
        return Optional.empty();
    }

    @Override
    public Optional<Account> find(AccountId id, Environment environment) {
        return Optional.of(new Account(id, environment, "name", true, Options.DEFAULT, new Balance.Unlimited(), 0));
    }

    @Override
    public Accounts remembered() {
        return this;
    }

    @Override
    public Recording write(Event event, Account decided) {
        write(event);
        return Recording.WRITTEN;
    }

    @Override
    public void write(Event event) {
        events.add(event);
    }

    @Override
    public Progress progress(Token token) {
        return Progress.NONE;
    }

    @Override
    public int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event) {
        throw new IllegalStateException("nothing is taken back here");
    }

    @Override
    public RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event) {
        charged.add(event);
        return new RedemptionOutcome.Granted(new RedemptionDecision.Opens(1));
    }

    @Override
    public void release(byte[] session, Event event) {
        write(event);
    }

    @Override
    public boolean renew(byte[] session, Event event) {
        return events.add(event);
    }
}
