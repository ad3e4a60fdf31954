package dev.licet.storage.ledger;

import dev.licet.domain.account.Account;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Recording;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Hold;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import dev.licet.storage.sql.Unit;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/// The ledger: each call is one unit of the writer, and calls that come together share a commit and their
/// statements ([BatchWrites]).
public final class StoredLedger implements Ledger {
    private final Store store;
    private final RowTags tags;

    /// @param tags what records are written with
    public StoredLedger(Store store, RowTags tags) {
        this.store = store;
        this.tags = tags;
    }

    @Override
    public void write(Event event) {
        write("writing a record", event, session -> {
            BatchWrites.of(session, tags).record(event);
            return true;
        });
    }

    @Override
    public Recording write(Event event, Account decided) {
        if (event.environment() != decided.environment()
                || event.account().filter(decided.id()::equals).isEmpty())
            throw new IllegalArgumentException("event: must be of that account and environment");
        return write("writing a record", event, session -> record(session, event, decided));
    }

    private Recording record(Session session, Event event, Account decided) throws SQLException {
        var batch = BatchWrites.of(session, tags);
        Optional<BatchAccount> own = batch.account(event);
        if (own.isEmpty() || own.get().version() != decided.version()) return Recording.OUTDATED;
        if (event.kind() == Event.Kind.ISSUED && own.get().isEmpty()) return Recording.BALANCE_EMPTY;
        batch.record(event);
        return Recording.WRITTEN;
    }

    @Override
    public RedemptionOutcome redeem(Redemption redemption, OptionalLong version, Event event) {
        var token = redemption.token();
        boolean fits = event.environment() == token.environment()
                && event.account().filter(token.account()::equals).isPresent();
        if (!fits) throw new IllegalArgumentException("event: must be of the token's account and environment");
        var wish = new RedemptionUnit.Wish(redemption, event, tags);
        return store.write("redeeming a token", new Hold.Spending(whose(event)), new Redeeming(wish, version));
    }

    private record Redeeming(RedemptionUnit.Wish wish, OptionalLong version) implements Unit<RedemptionOutcome> {
        @Override
        public void prepare(Session session) throws SQLException {
            new RedemptionUnit(session, wish).prepare(version);
        }

        @Override
        public RedemptionOutcome run(Session session) throws SQLException {
            return new RedemptionUnit(session, wish).decide(version);
        }
    }

    @Override
    public int takeBack(Redemption redemption, RedemptionDecision.Grant grant, Event event) {
        var wish = new RedemptionUnit.Wish(redemption, event, tags);
        return store.write("taking a license back", new Hold.Returning(whose(event)), new TakingBack(wish, grant));
    }

    private record TakingBack(RedemptionUnit.Wish wish, RedemptionDecision.Grant grant) implements Unit<Integer> {
        @Override
        public void prepare(Session session) {
            TokenRows.of(session).hold(wish.redemption().token());
        }

        @Override
        public Integer run(Session session) throws SQLException {
            return new RedemptionUnit(session, wish).takeBack(grant);
        }
    }

    @Override
    public Progress progress(Token token) {
        return store.read("looking how far a token is", session -> Redemptions.books(session, token)
                .progress());
    }

    @Override
    public void release(byte[] sessionId, Event event) {
        byte[] released = sessionId.clone();
        write("releasing a license", event, session -> {
            session.ahead(own -> own.change(
                    "INSERT INTO released_session (session, at) VALUES (?, ?)" + " ON CONFLICT (session) DO NOTHING",
                    released,
                    event.at()));
            BatchWrites.of(session, tags).record(event);
            return true;
        });
    }

    @Override
    public boolean renew(byte[] sessionId, Event event) {
        byte[] renewed = sessionId.clone();
        return write("renewing a license", event, session -> {
            boolean open = session.ahead(
                            own -> own.first("SELECT 1 FROM released_session WHERE session = ?", Row::number, renewed))
                    .isEmpty();
            if (open) BatchWrites.of(session, tags).record(event);
            return open;
        });
    }

    private static AccountEnvironment whose(Event event) {
        return new AccountEnvironment(event.account().orElseThrow(), event.environment());
    }

    /// What is decided by an account is written while it stays as it was.
    private <T> T write(String doing, Event event, Unit<T> unit) {
        if (event.account().isEmpty()) return store.write(doing, unit);
        return store.write(doing, new Hold.Steady(whose(event)), unit);
    }
}
