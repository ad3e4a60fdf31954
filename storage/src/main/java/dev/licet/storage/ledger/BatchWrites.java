package dev.licet.storage.ledger;

import dev.licet.domain.record.Event;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.record.Charge;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Deferred;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the units of a batch add to the books, collected and written together: charges of accounts, the
/// challenges and playback sessions that got a license, records. One statement then writes up to 64 rows, and
/// an account's row is read and written once in a batch and not for every record.
public final class BatchWrites implements Deferred {
    private static final Insert CHALLENGES = new Insert("challenge (token, digest, number)", "bbn", "");
    private static final String SEEN = "SELECT number FROM challenge WHERE token = ? AND digest = ?";

    private static final String FORGET = "DELETE FROM challenge WHERE token = ? AND digest = ?";

    private record Asked(TokenId token, ByteBuffer digest) {}

    private final Session session;
    private final RowTags tags;
    private final Map<AccountEnvironment, Optional<BatchAccount>> touched = new HashMap<>();
    private final Map<Asked, Integer> challenges = new LinkedHashMap<>();
    private final PlaybackSessions sessions = new PlaybackSessions();
    private final List<PendingRecord> records = new ArrayList<>();

    private BatchWrites(Session session, RowTags tags) {
        this.session = session;
        this.tags = tags;
    }

    /// Those of the running batch.
    static BatchWrites of(Session session, RowTags tags) throws SQLException {
        return session.deferred(BatchWrites.class, own -> new BatchWrites(own, tags));
    }

    /// Writes a record that has to do with no redemption window, at once.
    public static void write(Session session, RowTags tags, Event event) throws SQLException {
        of(session, tags).record(event);
        session.settle();
    }

    /// The account and environment that an event is about; empty when there is no such account.
    Optional<BatchAccount> account(Event event) throws SQLException {
        return event.account().isEmpty()
                ? Optional.empty()
                : account(new AccountEnvironment(event.account().get(), event.environment()));
    }

    private Optional<BatchAccount> account(AccountEnvironment whose) throws SQLException {
        var known = touched.get(whose);
        if (known != null) return known;
        var read = session.ahead(own -> BatchAccount.read(own, whose));
        touched.put(whose, read);
        return read;
    }

    /// The playback sessions that were paid for, those of this batch among them.
    PlaybackSessions sessions() {
        return sessions;
    }

    /// A record that has to do with no redemption window.
    void record(Event event) throws SQLException {
        record(event, Charge.NONE);
    }

    /// The record of a free license, or of something else with window 0.
    void record(Event event, int window) throws SQLException {
        record(event, Charge.free(window));
    }

    private void record(Event event, Charge charge) throws SQLException {
        records.add(new PendingRecord(event, account(event).map(BatchAccount::whose), charge));
    }

    /// The record of a charge of the event's account, which must have something left.
    void charge(Event event, int window) throws SQLException {
        long units = account(event).orElseThrow().charge(event.at());
        record(event, new Charge(1, window, OptionalLong.of(units)));
    }

    /// The record that takes a charge of the event's account back.
    void giveBack(Event event, int window) throws SQLException {
        long units = account(event).orElseThrow().giveBack();
        record(event, new Charge(-1, window, OptionalLong.of(units)));
    }

    /// Forgets a challenge that the token was to get a license for.
    /// @return whether it was known
    boolean forget(TokenId token, byte[] digest) throws SQLException {
        boolean here = challenges.remove(new Asked(token, ByteBuffer.wrap(digest))) != null;
        return session.ahead(own -> own.change(FORGET, token, digest)) == 1 || here;
    }

    /// A challenge that the token gets a license for.
    void remember(TokenId token, byte[] digest, int window) {
        challenges.put(new Asked(token, ByteBuffer.wrap(digest)), window);
    }

    /// The window in which the token got a license for this challenge, in this batch or before.
    Optional<Integer> windowOf(TokenId token, byte[] digest) throws SQLException {
        Integer here = challenges.get(new Asked(token, ByteBuffer.wrap(digest)));
        return here != null ? Optional.of(here) : session.ahead(own -> own.first(SEEN, Row::small, token, digest));
    }

    @Override
    public void carryOut(Session same) throws SQLException {
        for (Optional<BatchAccount> own : touched.values())
            if (own.isPresent()) own.get().write(same);
        CHALLENGES.rowsLater(same, challengeRows());
        sessions.write(same);
        RecordWrites.write(same, tags, records);
    }

    private List<Object[]> challengeRows() {
        var rows = new ArrayList<Object[]>();
        challenges.forEach((challenge, window) ->
                rows.add(new Object[] {challenge.token(), challenge.digest().array(), window}));
        return rows;
    }
}
