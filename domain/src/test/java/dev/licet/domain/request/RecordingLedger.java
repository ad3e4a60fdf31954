package dev.licet.domain.request;

import dev.licet.domain.account.Account;
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
import java.util.OptionalLong;

/// A ledger in memory, for tests in which nothing is redeemed.
abstract class RecordingLedger implements Ledger {
    final List<Event> events = new ArrayList<>();

    @Override
    public void write(Event event) {
        events.add(event);
    }

    @Override
    public Recording write(Event event, Account decided) {
        write(event);
        return Recording.WRITTEN;
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
        throw new IllegalStateException("nothing is redeemed here");
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
