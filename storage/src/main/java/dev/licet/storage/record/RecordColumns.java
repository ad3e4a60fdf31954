package dev.licet.storage.record;

import dev.licet.domain.Refused;
import dev.licet.domain.record.Event;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Written;
import java.util.Arrays;
import java.util.Optional;

/// Writing records. Each gets two numbers: its id, which is the database's, and its place among the records of
/// its account and environment, which is counted up under a lock and so has no gaps.
public final class RecordColumns {
    private static final String KINDS = "nnnnnnnnntbbbbttttb";

    /// Writes rows of [#row], each with its place at the end.
    public static final Insert INSERT = new Insert("record (" + NumberedLog.UNPLACED + ", ordinal)", "");

    /// Writes rows of [#row] whose places come later: see [NumberedLog].
    public static final Insert ARRIVE = new Insert("arrival (" + NumberedLog.UNPLACED + ")", KINDS, "");

    /// Found by the tree of tokens.
    static final int TOKEN = 1;
    /// Found by the tree of requests.
    static final int REQUEST = 2;
    /// Conditions for the two.
    static final String BY_TOKEN = "found IN (1, 3)";

    static final String BY_REQUEST = "found >= 2";

    private RecordColumns() {}

    /// What a record counts for among licenses, in SQL: 1 for one that was given, -1 for one that was taken back, which
    /// has a second record with its window (reference: playready.md 5).
    ///
    /// @param of what stands before the names of columns: empty, or an alias with its dot
    static String licenses(String of) {
        return "CASE WHEN " + of + isKind(Event.Kind.REDEEMED) + " THEN 1 WHEN " + of + isKind(Event.Kind.DENIED)
                + " AND " + of + "redemption_window > 0 THEN -1 ELSE 0 END";
    }

    /// A condition, in SQL.
    public static String isKind(Event.Kind kind) {
        return "kind = " + RecordWords.number(kind);
    }

    /// A condition that finds the records with that fact, in SQL; neither text may need escapes.
    public static String holds(String fact, String value) {
        return FactsColumn.holds(fact, value);
    }

    /// The same row with its place; empty where the account is not known.
    public static Object[] placed(Object[] row, Optional<Long> place) {
        Object[] placed = Arrays.copyOf(row, row.length + 1);
        placed[row.length] = place;
        return placed;
    }

    /// The columns of one row, in the order of [NumberedLog#UNPLACED].
    public static Object[] row(Event event, Charge charge, RowTags tags) {
        Object[] columns = tagged(event, charge);
        Object[] row = Arrays.copyOf(columns, columns.length + 1);
        row[columns.length] = tags.ofRecord(Written.of(columns));
        return row;
    }

    /// In the order of [dev.licet.storage.book.Book#columns].
    private static Object[] tagged(Event event, Charge charge) {
        var subject = event.subject();
        return new Object[] {
            event.account(),
            event.at(),
            event.refused().map(refused -> refused.why().code()).orElse(0),
            charge.window(),
            RecordWords.number(event.kind()),
            RecordWords.number(event.drm()),
            charge.charged(),
            charge.units(),
            found(event),
            event.environment(),
            IdColumn.write(event.requestId()),
            event.token(),
            IdColumn.kids(subject.kids()),
            subject.deviceId().map(IdColumn::write),
            subject.cookie(),
            subject.contentId(),
            event.refused().map(Refused::reason).orElse(""),
            FactsColumn.write(event.facts())
        };
    }

    /// Which trees must have it, because its ids do not begin with the time at which it has its place.
    private static int found(Event event) {
        boolean byTime = event.account().isPresent() && IdColumn.isNear(event.requestId(), event.at());
        boolean issued = event.kind() == Event.Kind.ISSUED;
        boolean redeemed = event.token()
                .filter(token -> !issued || !IdColumn.isNear(token.hex(), event.at()))
                .isPresent();
        return (redeemed ? TOKEN : 0) + (byTime ? 0 : REQUEST);
    }
}
