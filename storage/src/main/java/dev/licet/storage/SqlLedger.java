package dev.licet.storage;

import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.record.Event;
import dev.licet.storage.sql.Claim;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Store;
import dev.licet.storage.sql.Unit;

/// The ledger: each call is one unit of the writer, and calls that come together share a commit.
final class SqlLedger implements Ledger {
    private final Store store;

    SqlLedger(Store store) {
        this.store = store;
    }

    @Override
    public long write(Event event) {
        return write("writing a record", event, session -> EventLog.write(session, event));
    }

    @Override
    public RedemptionOutcome redeem(Redemption redemption) {
        var token = redemption.token();
        boolean fits = redemption.event().environment() == token.environment()
                && redemption.event().account().filter(token.account()::equals).isPresent();
        if (!fits) throw new IllegalArgumentException("event: must be of the token's account and environment");
        return write(
                "redeeming a token", redemption.event(), session -> new RedemptionUnit(session, redemption).decide());
    }

    @Override
    public long release(byte[] sessionId, Event event) {
        byte[] released = sessionId.clone();
        return write("releasing a license", event, session -> {
            session.change(
                    "INSERT INTO released_session (session, at) VALUES (?, ?) ON CONFLICT (session) DO NOTHING",
                    released,
                    event.at());
            return EventLog.write(session, event);
        });
    }

    @Override
    public boolean renew(byte[] sessionId, Event event) {
        byte[] renewed = sessionId.clone();
        return write("renewing a license", event, session -> {
            boolean open = session.first("SELECT 1 FROM released_session WHERE session = ?", Row::number, renewed)
                    .isEmpty();
            if (open) EventLog.write(session, event);
            return open;
        });
    }

    /// What is written for an account waits for its turn among all nodes.
    private <T> T write(String doing, Event event, Unit<T> unit) {
        if (event.account().isEmpty()) return store.write(doing, unit);
        return store.write(doing, new Claim(event.account().get(), event.environment()), unit);
    }
}
