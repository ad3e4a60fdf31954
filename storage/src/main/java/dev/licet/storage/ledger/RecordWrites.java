package dev.licet.storage.ledger;

import dev.licet.storage.book.RowTags;
import dev.licet.storage.record.RecordColumns;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of a batch on their way to the database. Where there is one writer, each gets its place at once; where
/// there are several, counting would be a row that all of them wait for, so records get their places afterwards
/// ([dev.licet.storage.numbering.NumberedLog]).
final class RecordWrites {
    private final Session session;
    private final RowTags tags;
    private final Map<AccountEnvironment, RecordEnd> ends = new LinkedHashMap<>();

    private RecordWrites(Session session, RowTags tags) {
        this.session = session;
        this.tags = tags;
    }

    static void write(Session session, RowTags tags, List<PendingRecord> records) throws SQLException {
        var writes = new RecordWrites(session, tags);
        if (session.hasManyWriters()) writes.later(records);
        else writes.placed(records);
    }

    private void later(List<PendingRecord> records) throws SQLException {
        var arriving = new ArrayList<Object[]>();
        var nobodys = new ArrayList<Object[]>();
        for (PendingRecord record : records) {
            if (record.whose().isPresent()) arriving.add(record.row(tags));
            else nobodys.add(RecordColumns.placed(record.row(tags), Optional.empty()));
        }
        RecordColumns.ARRIVE.rowsLater(session, arriving);
        RecordColumns.INSERT.rowsLater(session, nobodys);
    }

    private void placed(List<PendingRecord> records) throws SQLException {
        var rows = new ArrayList<Object[]>();
        for (PendingRecord record : records) rows.add(RecordColumns.placed(record.row(tags), place(record)));
        RecordColumns.INSERT.rows(session, rows);
        for (RecordEnd end : ends.values()) end.write(session);
    }

    private Optional<Long> place(PendingRecord record) throws SQLException {
        if (record.whose().isEmpty()) return Optional.empty();
        AccountEnvironment whose = record.whose().get();
        RecordEnd end = ends.get(whose);
        if (end == null) {
            end = RecordEnd.read(session, whose);
            ends.put(whose, end);
        }
        return Optional.of(end.place(record.at()));
    }
}
