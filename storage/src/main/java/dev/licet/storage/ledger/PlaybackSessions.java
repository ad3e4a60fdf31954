package dev.licet.storage.ledger;

import dev.licet.domain.ledger.Progress.PaidSession;
import dev.licet.domain.token.TokenId;
import dev.licet.storage.sql.Insert;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The playback sessions that were given a license, so that their renewals are known. The new ones of a
/// batch are written together.
final class PlaybackSessions {
    private static final Insert INSERT =
            new Insert("playback_session (token, session, number, since, ends)", "bbnnn", " ON CONFLICT DO NOTHING");
    private static final String FIND =
            "SELECT number, since, ends FROM playback_session WHERE token = ? AND session = ?";
    private static final String PROLONG =
            "UPDATE playback_session SET ends = ? WHERE token = ? AND session = ? AND ends < ?";

    private record Name(TokenId token, ByteBuffer session) {}

    private final Map<Name, PaidSession> fresh = new LinkedHashMap<>();

    Optional<PaidSession> find(Session session, TokenId token, byte[] name) throws SQLException {
        var here = fresh.get(new Name(token, ByteBuffer.wrap(name)));
        return here != null
                ? Optional.of(here)
                : session.ahead(own -> own.first(FIND, PlaybackSessions::read, token, name));
    }

    private static PaidSession read(Row row) throws SQLException {
        return new PaidSession(row.small(), row.time(), row.time());
    }

    void add(TokenId token, byte[] name, PaidSession paid) {
        fresh.putIfAbsent(new Name(token, ByteBuffer.wrap(name)), paid);
    }

    /// A renewed session is remembered for longer.
    void prolong(Session session, TokenId token, byte[] name, PaidSession prolonged) throws SQLException {
        var own = new Name(token, ByteBuffer.wrap(name));
        if (fresh.replace(own, prolonged) != null) return;
        session.ahead(same -> same.change(PROLONG, prolonged.ends(), token, name, prolonged.ends()));
    }

    void write(Session session) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        fresh.forEach((name, paid) -> rows.add(
                new Object[] {name.token(), name.session().array(), paid.window(), paid.since(), paid.ends()}));
        INSERT.rowsLater(session, rows);
    }
}
