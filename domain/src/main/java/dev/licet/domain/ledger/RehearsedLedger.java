package dev.licet.domain.ledger;

import dev.licet.domain.account.Account;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import java.util.OptionalLong;

/// Decides as the ledger would at this moment, and writes nothing: what it grants is never given to a device.
public final class RehearsedLedger implements Ledger {
    private final Ledger books;
    private final Accounts accounts;

    /// @param books know how far tokens are; nothing is written to them
    public RehearsedLedger(Ledger books, Accounts accounts) {
        this.books = books;
        this.accounts = accounts;
    }

    @Override
    public void write(Event event) {}

    @Override
    public Recording write(Event event, Account decided) {
        return Recording.WRITTEN;
    }

    @Override
    public RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event) {
        Token token = redemption.token();
        var standing = Standing.of(accounts.find(token.account(), token.environment()));
        return switch (RedemptionPolicy.decide(books.progress(token), standing, redemption, event.at())) {
            case RedemptionDecision.Grant grant -> new RedemptionOutcome.Granted(grant);
            case RedemptionDecision.Denial denial -> new RedemptionOutcome.Denied(denial);
        };
    }

    @Override
    public int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event) {
        return 0;
    }

    @Override
    public Progress progress(Token token) {
        return books.progress(token);
    }

    @Override
    public void release(byte[] session, Event event) {}

    @Override
    public boolean renew(byte[] session, Event event) {
        return true;
    }
}
