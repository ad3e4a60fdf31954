package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.storage.sql.Insert;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writing records. Each gets two numbers: its id, which is the database's, and its place among the records of
/// its account and environment, which is taken from the account's row in the same transaction and so has no
/// gaps.
public final class RecordColumns {
    /// Writes rows of [#row]; answers with their ids.
    public static final Insert INSERT = new Insert(
            "record (account, environment, ordinal, kind, at, drm, request, code, reason, token, cookie, content, kids,"
                    + " device, charged, redemption_window, facts)",
            " RETURNING id");

    /// In the column for the DRM system, of a record that is about none.
    static final String NO_DRM = "";

    private RecordColumns() {}

    /// What a record counts for among licenses, in SQL: 1 for one that was given, -1 for one that was taken back, which
    /// has a second record with its window (reference: playready.md 5).
    ///
    /// @param of what stands before the names of columns: empty, or an alias with its dot
    static String licenses(String of) {
        return "CASE WHEN " + of + "kind = 'REDEEMED' THEN 1 WHEN " + of + "kind = 'DENIED' AND " + of
                + "redemption_window > 0 THEN -1 ELSE 0 END";
    }

    static Optional<Drm> drm(String path) throws SQLException {
        if (path.equals(NO_DRM)) return Optional.empty();
        var known = Stream.of(Drm.values())
                .filter(drm -> drm.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new SQLException("a record names a DRM system that there is not"));
        return Optional.of(known);
    }

    /// A condition that finds the records with that fact, in SQL; neither text may need escapes.
    public static String holds(String fact, String value) {
        return FactsColumn.holds(fact, value);
    }

    /// The columns of one row, in the order of [#INSERT].
    public static Object[] row(Event event, Optional<Long> place, int charged, int window) {
        return new Object[] {
            event.account(),
            event.environment(),
            place,
            event.kind().name(),
            event.at(),
            event.drm().map(Drm::path).orElse(NO_DRM),
            event.requestId(),
            event.refused().map(refused -> refused.why().code()).orElse(0),
            event.refused().map(Refused::reason).orElse(""),
            event.token(),
            event.subject().cookie(),
            event.subject().contentId(),
            event.subject().kids().stream().map(KeyId::hex).collect(Collectors.joining(",")),
            event.subject().deviceId(),
            charged,
            window,
            FactsColumn.write(event.facts())
        };
    }
}
