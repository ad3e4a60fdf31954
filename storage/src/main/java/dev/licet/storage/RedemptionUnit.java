package dev.licet.storage;

import dev.licet.crypto.Digest;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.AlreadyRedeemed;
import dev.licet.domain.ledger.RedemptionOutcome.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Step;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One redemption inside its transaction: which window it falls into, what it costs, and its record.
///
/// An account that is switched off, or gone, at that moment gets [BalanceEmpty], whatever it has left: nothing
/// may be charged to it, and its record says why.
final class RedemptionUnit {
    /// Makes the token's row or takes hold of it; on a database with several writers this is the row lock.
    private static final String HOLD = "INSERT INTO redemption (token, expires, windows, opened, licenses)"
            + " VALUES (?, ?, 0, 0, 0) ON CONFLICT (token) DO UPDATE SET expires = redemption.expires"
            + " RETURNING windows, opened, licenses";
    private static final String SEEN = "SELECT number FROM challenge WHERE token = ? AND digest = ?";
    private static final String REMEMBER = "INSERT INTO challenge (token, digest, number) VALUES (?, ?, ?)";
    private static final String COUNT = "UPDATE redemption SET licenses = licenses + 1 WHERE token = ?";
    private static final String OPEN =
            "UPDATE redemption SET windows = windows + 1, opened = ?, licenses = 0 WHERE token = ?";

    /// The one statement that takes a unit: it cannot take what is not there (reference: security.md T32).
    /// NULL stays NULL, so an unlimited balance passes through it unchanged.
    private static final String CHARGE = "UPDATE account_half SET units = units - 1, records = records + 1"
            + " WHERE account = ? AND environment = ? AND (units IS NULL OR units >= 1)"
            + " AND EXISTS (SELECT 1 FROM account WHERE account.id = account_half.account AND account.enabled = 1)"
            + " RETURNING records - 1, units";

    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);

    private record Progress(int windows, Instant opened, int licenses) {}

    private record Charge(long place, OptionalLong left) {}

    private final Session session;
    private final Redemption redemption;
    private final Token token;
    private final Event event;

    RedemptionUnit(Session session, Redemption redemption) {
        this.session = session;
        this.redemption = redemption;
        this.token = redemption.token();
        this.event = redemption.event();
    }

    RedemptionOutcome decide() throws SQLException {
        Progress progress = hold();
        var seen = windowOfChallenge(progress);
        if (seen.isPresent()) return free(seen.get(), event.with("repeated", "true"));
        if (isFree(progress)) return further(progress);
        if (isUsedUp(progress)) return alreadyRedeemed(progress.windows());
        return charge(progress.windows() + 1);
    }

    private Progress hold() throws SQLException {
        return session.first(
                        HOLD, row -> new Progress(row.small(), row.time(), row.small()), token.id(), token.expires())
                .orElseThrow();
    }

    /// The window in which the token was given a license for this very challenge.
    private Optional<Integer> windowOfChallenge(Progress progress) throws SQLException {
        boolean forgotten = !redemption.unique() && !isOpen(progress, longerThanNothing(redemption.window()));
        if (progress.windows() == 0 || forgotten) return Optional.empty();
        return session.first(SEEN, Row::small, token.id(), digest(progress.windows()));
    }

    /// A player's retry follows at once, also where windows have no length.
    private static Duration longerThanNothing(Duration window) {
        return window.compareTo(SHORTEST_MEMORY) > 0 ? window : SHORTEST_MEMORY;
    }

    /// What the challenge is remembered by. One that every playback repeats is another one in each window, so that each
    /// license has a row of its own.
    private byte[] digest(int window) {
        byte[] digest = redemption.challengeDigest();
        if (redemption.unique()) return digest;
        return Digest.sha256(ByteBuffer.allocate(digest.length + Integer.BYTES)
                .put(digest)
                .putInt(window)
                .array());
    }

    private boolean isOpen(Progress progress, Duration time) {
        return event.at().isBefore(progress.opened().plus(time));
    }

    private boolean isFree(Progress progress) {
        int allowed = Redemption.FREE_LICENSES_PER_KEY * token.rights().keys().size();
        return progress.windows() > 0 && progress.licenses() < allowed && isOpen(progress, redemption.window());
    }

    private boolean isUsedUp(Progress progress) {
        var most = redemption.maxWindows();
        return most.isPresent() && progress.windows() >= most.getAsInt();
    }

    /// A further license of a window that was paid for.
    private RedemptionOutcome further(Progress progress) throws SQLException {
        return free(progress.windows(), event, new Step(COUNT, token.id()), remember(progress.windows()));
    }

    private RedemptionOutcome free(int window, Event granted, Step... before) throws SQLException {
        var place = EventLog.placeIfEnabled(session, token.account(), token.environment());
        if (place.isEmpty()) return switchedOff();
        return granted(window, 0, EventLog.step(granted, place, 0, window), before);
    }

    private RedemptionOutcome charge(int window) throws SQLException {
        var charge = session.first(
                CHARGE, row -> new Charge(row.number(), row.maybeNumber()), token.account(), token.environment());
        if (charge.isEmpty()) return isEnabled() ? balanceEmpty() : switchedOff();
        return granted(
                window,
                1,
                EventLog.step(event, Optional.of(charge.get().place()), 1, window),
                new Step(OPEN, event.at(), token.id()),
                remember(window),
                Movements.step(token.account(), token.environment(), movement(window, charge.get())));
    }

    private RedemptionOutcome granted(int window, int charged, Step record, Step... before) throws SQLException {
        var steps = new ArrayList<>(List.of(before));
        steps.add(record);
        long id = session.last(Row::number, steps.toArray(Step[]::new)).orElseThrow();
        return new Granted(id, window, charged);
    }

    private Movement movement(int window, Charge charge) {
        long units = charge.left().isPresent() ? -1 : 0;
        var id = Optional.of(token.id().hex());
        return new Movement(Movement.Kind.CHARGE, units, "window " + window, id, event.at());
    }

    private Step remember(int window) {
        return new Step(REMEMBER, token.id(), digest(window), window);
    }

    private boolean isEnabled() throws SQLException {
        return session.number("SELECT COUNT(*) FROM account WHERE id = ? AND enabled = 1", token.account()) == 1;
    }

    private RedemptionOutcome alreadyRedeemed(int windows) throws SQLException {
        deny(Rule.REDEMPTIONS, Refusal.TOKEN_INVALID, "already redeemed");
        return new AlreadyRedeemed(windows);
    }

    private RedemptionOutcome balanceEmpty() throws SQLException {
        deny(Rule.CHARGE, Refusal.BALANCE_EMPTY, "the balance is used up");
        return new BalanceEmpty();
    }

    private RedemptionOutcome switchedOff() throws SQLException {
        deny(Rule.TOKEN_ACCOUNT, Refusal.BALANCE_EMPTY, "the account is switched off or does not exist");
        return new BalanceEmpty();
    }

    private void deny(Rule failed, Refusal why, String reason) throws SQLException {
        var refused = Refused.request(why, reason).at(failed);
        EventLog.write(session, event.refused(Event.Kind.DENIED, refused));
    }
}
