package dev.licet.storage;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Audit;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.account.AuthenticatorUses;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.sql.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Deletes rows that are no longer needed. A timer calls it; it works in small batches, between which the
/// ledger writes.
public final class Housekeeping {
    /// How long after a token's expiry its redemptions are kept, and playback sessions after their end, in
    /// case that clocks differ.
    public static final Duration KEPT = Duration.ofDays(1);

    /// How long an expired content key is kept, so that its owner can still prolong it.
    public static final Duration KEYS_KEPT = Duration.ofDays(30);

    /// How long a node keeps units of a balance that it does not spend.
    static final Duration PORTIONS_KEPT = Duration.ofMinutes(10);

    private static final int BATCH = 200;
    private static final String EXPIRED =
            " FROM redemption WHERE expires < ? ORDER BY expires, token LIMIT " + BATCH + ")";
    static final String DROP_CHALLENGES = "DELETE FROM challenge WHERE token IN (SELECT token" + EXPIRED;
    static final String DROP_REDEMPTIONS =
            "DELETE FROM redemption WHERE (expires, token) IN (SELECT expires, token" + EXPIRED;

    static final String DROP_SESSIONS = "DELETE FROM playback_session WHERE (token, session) IN"
            + " (SELECT token, session FROM playback_session WHERE ends < ? ORDER BY ends LIMIT " + BATCH + ")";

    static final String DROP_KEYS = "DELETE FROM content_key WHERE (account, environment, kid) IN"
            + " (SELECT account, environment, kid FROM content_key WHERE expiration < ? ORDER BY expiration LIMIT "
            + BATCH
            + ")";

    private final Store store;
    private final InstantSource clock;
    private final SealingKeyAdministration sealingKeys;
    private final BalanceAdministration balances;
    private final AuthenticatorUses uses;
    private final Audit audit;

    Housekeeping(Store store, InstantSource clock, Administration administration, AuthenticatorUses uses, Audit audit) {
        this.store = store;
        this.clock = clock;
        this.sealingKeys = administration.sealingKeys();
        this.balances = administration.balances();
        this.uses = uses;
        this.audit = audit;
    }

    /// Brings to the database when authenticators were last used; meant to be called once a minute.
    public void noteUses() {
        uses.write();
    }

    /// Drops the redemptions and challenges of expired tokens, playback sessions that are over and long
    /// expired keys, retires old sealing keys, and gathers balances of which no node spends. Records stay.
    /// @return how many tokens were dropped
    public long run() {
        retire();
        Instant keysBefore = clock.instant().minus(KEYS_KEPT);
        while (dropKeys(keysBefore) == BATCH) Thread.yield();
        Instant before = clock.instant().minus(KEPT);
        while (dropSessions(before) == BATCH) Thread.yield();
        while (store.tidy(clock.instant()) > 0) Thread.onSpinWait();
        long dropped = 0;
        for (int batch = drop(before); batch > 0; batch = drop(before)) dropped += batch;
        balances.gather(clock.instant().minus(PORTIONS_KEPT));
        return dropped;
    }

    private void retire() {
        int retired = sealingKeys.retire();
        if (retired == 0) return;
        var target = Target.INSTALLATION.saying(retired + " that no valid token needs any more");
        audit.note(new Deed(Actor.service(), Verb.SEALING_KEY_RETIRE, target, new Ending.Done()));
    }

    private int dropKeys(Instant before) {
        return store.write("dropping expired keys", session -> session.change(DROP_KEYS, before));
    }

    private int dropSessions(Instant before) {
        return store.write("dropping playback sessions", session -> session.change(DROP_SESSIONS, before));
    }

    private int drop(Instant before) {
        return store.write("dropping expired redemptions", session -> {
            session.change(DROP_CHALLENGES, before);
            return session.change(DROP_REDEMPTIONS, before);
        });
    }
}
