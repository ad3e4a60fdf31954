package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.Optional;

/// From the numbers of records to their places among those of their account and environment, which have the
/// same order there.
final class RecordPlaces {
    static final String OF_NUMBER = "SELECT ordinal FROM record WHERE id = ? AND account = ? AND environment = ?";
    static final String NUMBER_AT = "SELECT id FROM record WHERE account = ? AND environment = ? AND ordinal = ?";
    private static final String FLOOR = "SELECT ordinal FROM record_floor WHERE account = ? AND environment = ?";
    private static final String END = "SELECT records FROM record_end WHERE account = ? AND environment = ?";

    private final Session session;
    private final AccountId account;
    private final Environment environment;

    RecordPlaces(Session session, AccountId account, Environment environment) {
        this.session = session;
        this.account = account;
        this.environment = environment;
    }

    /// The place of the first record with a number above `id`, or the one that the next record will get.
    long after(long id) throws SQLException {
        Optional<Long> own = session.first(OF_NUMBER, Row::number, id, account, environment);
        return own.isPresent() ? own.get() + 1 : found(id);
    }

    /// For the number of another account's record: a binary search, so that no request can make the database
    /// read the whole log.
    private long found(long id) throws SQLException {
        long from = session.first(FLOOR, Row::number, account, environment).orElse(0L);
        long to = session.first(END, Row::number, account, environment).orElse(0L);
        while (from < to) {
            long middle = from + (to - from) / 2;
            if (numberAt(middle) > id) to = middle;
            else from = middle + 1;
        }
        return from;
    }

    /// A record that was pruned had a smaller number than all that remain.
    private long numberAt(long place) throws SQLException {
        return session.first(NUMBER_AT, Row::number, account, environment, place)
                .orElse(Long.MIN_VALUE);
    }
}
