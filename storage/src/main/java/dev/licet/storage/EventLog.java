package dev.licet.storage;

import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writing records. Each gets two numbers: its id, which is the database's, and its place among the records of
/// its account and environment, which is taken from the account's row in the same transaction and so has no
/// gaps.
final class EventLog {
    static final Insert INSERT = new Insert(
            "record (account, environment, ordinal, kind, at, drm, request, code, reason, token, cookie, content, kids,"
                    + " device, charged, redemption_window, facts)",
            17,
            " RETURNING id");

    /// In the column for the DRM system, of a record that is about none.
    static final String NO_DRM = "";

    private EventLog() {}

    /// Writes a record that has to do with no redemption window, at once.
    /// @return its id
    static long write(Session session, Event event) throws SQLException {
        Posting posting = BatchWrites.of(session).post(event);
        session.settle();
        return posting.id();
    }

    static Object[] row(Event event, Optional<Long> place, int charged, int window) {
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
            event.cookie(),
            event.contentId(),
            event.kids().stream().map(KeyId::hex).collect(Collectors.joining(",")),
            event.deviceId(),
            charged,
            window,
            Facts.write(event.facts())
        };
    }
}
