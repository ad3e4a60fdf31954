package dev.licet.storage;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Step;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writing records. Each gets two numbers: its id, which is the database's, and its place among the records of
/// its account and environment, which is taken from the account's row in the same transaction and so has no
/// gaps.
final class EventLog {
    private static final String NEXT =
            "UPDATE account_half SET records = records + 1 WHERE account = ? AND environment = ?";
    private static final String PLACE = NEXT + " RETURNING records - 1";
    private static final String PLACE_IF_ENABLED = NEXT
            + " AND EXISTS (SELECT 1 FROM account WHERE account.id = account_half.account AND account.enabled = 1)"
            + " RETURNING records - 1";
    private static final String INSERT = "INSERT INTO record (account, environment, ordinal, kind, at, drm, request,"
            + " code, reason, token, cookie, content, kids, device, charged, redemption_window, facts)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";

    /// In the column for the DRM system, of a record that is about none.
    static final String NO_DRM = "";

    private EventLog() {}

    /// Writes a record that has to do with no redemption window.
    /// @return its id
    static long write(Session session, Event event) throws SQLException {
        return session.last(Row::number, step(event, place(session, event), 0, 0))
                .orElseThrow();
    }

    /// Writes a record at a place that was taken before, and answers its id.
    static Step step(Event event, Optional<Long> place, int charged, int window) {
        return new Step(
                INSERT,
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
                event.cookie(),
                event.contentId(),
                event.kids().stream().map(KeyId::hex).collect(Collectors.joining(",")),
                event.deviceId(),
                charged,
                window,
                Facts.write(event.facts()));
    }

    /// The next place among the records of the event's account; empty when the account is not known.
    private static Optional<Long> place(Session session, Event event) throws SQLException {
        if (event.account().isEmpty()) return Optional.empty();
        return session.first(PLACE, Row::number, event.account().get(), event.environment());
    }

    /// The same, and empty as well when the account is switched off.
    static Optional<Long> placeIfEnabled(Session session, AccountId account, Environment environment)
            throws SQLException {
        return session.first(PLACE_IF_ENABLED, Row::number, account, environment);
    }
}
