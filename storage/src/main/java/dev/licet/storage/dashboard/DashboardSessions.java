package dev.licet.storage.dashboard;

import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.storage.sql.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The sessions of the dashboard. All nodes see the same ones; the database holds a hash of each cookie's
/// secret.
public final class DashboardSessions {
    /// Length of a session's secret in bytes.
    public static final int SECRET_BYTES = 32;
    /// After so long without a request a session is over.
    public static final Duration IDLE = Duration.ofMinutes(30);
    /// After so long a session is over in any case.
    public static final Duration LONGEST = Duration.ofHours(12);

    /// How exactly it is noted when a session was last seen: a write for every page would be waste.
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;

    public DashboardSessions(Store store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /// Begins a session, and forgets those of everybody that are over.
    /// @return its secret, 32 bytes
    public SecretBytes open(DashboardUser user) {
        var secret = SecretBytes.random(random, SECRET_BYTES);
        Instant now = clock.instant();
        store.write("beginning a session", session -> {
            session.change(
                    "DELETE FROM dashboard_session WHERE seen < ? OR opened < ?", now.minus(IDLE), now.minus(LONGEST));
            return session.change(
                    "INSERT INTO dashboard_session (hash, member, opened, seen) VALUES (?, ?, ?, ?)",
                    hash(secret),
                    user.id(),
                    now,
                    now);
        });
        return secret;
    }

    private record Seen(DashboardUser user, Instant last) {}

    /// Whose session that is, if it is not over. Asking is a sign of life.
    public Optional<DashboardUser> find(SecretBytes secret) {
        Instant now = clock.instant();
        byte[] hash = hash(secret);
        Optional<Seen> seen = read(hash, now);
        if (seen.isPresent() && seen.get().last().plus(NOTED).isBefore(now)) touch(hash, now);
        return seen.map(Seen::user);
    }

    /// The same for a page that reloads by itself: the request does not prolong the session, because the user
    /// may have left.
    public Optional<DashboardUser> peek(SecretBytes secret) {
        return read(hash(secret), clock.instant()).map(Seen::user);
    }

    private Optional<Seen> read(byte[] hash, Instant now) {
        return store.read(
                "reading a session",
                session -> session.first(
                        "SELECT " + DashboardUsers.COLUMNS + ", s.seen FROM dashboard_session AS s"
                                + " JOIN dashboard_user AS u ON u.id = s.member"
                                + " WHERE s.hash = ? AND s.seen >= ? AND s.opened >= ? AND u.enabled = 1",
                        row -> new Seen(DashboardUsers.user(row), row.time()),
                        hash,
                        now.minus(IDLE),
                        now.minus(LONGEST)));
    }

    private void touch(byte[] hash, Instant now) {
        store.write(
                "noting a session",
                session -> session.change("UPDATE dashboard_session SET seen = ? WHERE hash = ?", now, hash));
    }

    /// Ends a session. Ending one that is over is harmless.
    public void close(SecretBytes secret) {
        byte[] hash = hash(secret);
        store.write(
                "ending a session", session -> session.change("DELETE FROM dashboard_session WHERE hash = ?", hash));
    }

    private static byte[] hash(SecretBytes secret) {
        return secret.expose(Digest::sha256);
    }
}
