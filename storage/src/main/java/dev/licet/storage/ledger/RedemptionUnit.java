package dev.licet.storage.ledger;

import dev.licet.crypto.Digest;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.AlreadyRedeemed;
import dev.licet.domain.ledger.RedemptionOutcome.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.domain.ledger.RedemptionOutcome.Outdated;
import dev.licet.domain.record.Event;
import dev.licet.domain.token.Token;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// One redemption inside its transaction: which window it falls into, what it costs, and its record.
///
/// An account that is switched off, or gone, at that moment gets [BalanceEmpty], whatever it has left:
/// nothing may be charged to it, and its record says why.
///
/// Two redemptions of one token never run at the same time: each holds the half of the account that the token
/// is of.
final class RedemptionUnit {
    /// Most tokens are redeemed once, so the first window is tried before it is asked how far the token is.
    private static final String FIRST = "INSERT INTO redemption (token, expires, windows, opened, licenses)"
            + " VALUES (?, ?, 1, ?, 0) ON CONFLICT (token) DO NOTHING";
    private static final String PROGRESS = "SELECT windows, opened, licenses FROM redemption WHERE token = ?";
    private static final String COUNT = "UPDATE redemption SET licenses = licenses + 1 WHERE token = ?";
    /// A row without a window is of a version that made one before it charged.
    private static final String NEXT =
            "UPDATE redemption SET windows = windows + 1, opened = ?, licenses = 0 WHERE token = ?";

    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);

    private record Progress(int windows, Instant opened, int licenses) {
        static final Progress NONE = new Progress(0, Instant.MIN, 0);

        static Progress read(Row row) throws SQLException {
            return new Progress(row.small(), row.time(), row.small());
        }
    }

    private final Session session;
    private final BatchWrites postings;
    private final Redemption redemption;
    private final Token token;
    private final Event event;

    RedemptionUnit(Session session, Redemption redemption) throws SQLException {
        this.session = session;
        this.postings = BatchWrites.of(session);
        this.redemption = redemption;
        this.token = redemption.token();
        this.event = redemption.event();
    }

    /// The outcome, to be asked for when the batch has been written.
    Supplier<RedemptionOutcome> decide() throws SQLException {
        Optional<AccountEnvironment> half = postings.half(event);
        if (isOutdated(half)) return Outdated::new;
        boolean enabled = half.isPresent() && half.get().isEnabled();
        if (enabled && !half.get().isEmpty() && opensFirstWindow()) return charged(1);
        return decide(progress(), enabled, half);
    }

    private boolean isOutdated(Optional<AccountEnvironment> half) {
        var version = redemption.version();
        return version.isPresent() && half.stream().noneMatch(present -> present.version() == version.getAsLong());
    }

    private boolean opensFirstWindow() throws SQLException {
        return session.ahead(own -> own.change(FIRST, token.id(), token.expires(), event.at())) == 1;
    }

    private Progress progress() throws SQLException {
        return session.ahead(own -> own.first(PROGRESS, Progress::read, token.id()))
                .orElse(Progress.NONE);
    }

    private Supplier<RedemptionOutcome> decide(Progress progress, boolean enabled, Optional<AccountEnvironment> half)
            throws SQLException {
        var seen = windowOfChallenge(progress);
        if (seen.isEmpty() && !isFree(progress) && isUsedUp(progress)) return alreadyRedeemed(progress.windows());
        if (!enabled) return switchedOff();
        if (seen.isPresent()) return granted(postings.post(event.with("repeated", "true"), 0, seen.get()));
        if (isFree(progress)) return further(progress.windows());
        return half.orElseThrow().isEmpty() ? balanceEmpty() : opensNextWindow(progress.windows() + 1);
    }

    /// The window in which the token was given a license for this very challenge.
    private Optional<Integer> windowOfChallenge(Progress progress) throws SQLException {
        boolean forgotten = !redemption.unique() && !isOpen(progress, longerThanNothing(redemption.window()));
        if (progress.windows() == 0 || forgotten) return Optional.empty();
        return postings.windowOf(token.id(), digest(progress.windows()));
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
    private Supplier<RedemptionOutcome> further(int window) throws SQLException {
        session.ahead(own -> own.change(COUNT, token.id()));
        postings.remember(token.id(), digest(window), window);
        return granted(postings.post(event, 0, window));
    }

    private Supplier<RedemptionOutcome> opensNextWindow(int window) throws SQLException {
        session.ahead(own -> own.change(NEXT, event.at(), token.id()));
        return charged(window);
    }

    private Supplier<RedemptionOutcome> charged(int window) throws SQLException {
        postings.charge(event, token.id(), window);
        postings.remember(token.id(), digest(window), window);
        return granted(postings.post(event, 1, window));
    }

    private static Supplier<RedemptionOutcome> granted(Posting posting) {
        return () -> new Granted(posting.id(), posting.window(), posting.charged());
    }

    private Supplier<RedemptionOutcome> alreadyRedeemed(int windows) throws SQLException {
        deny(Rule.REDEMPTIONS, Refusal.TOKEN_INVALID, "already redeemed");
        return () -> new AlreadyRedeemed(windows);
    }

    private Supplier<RedemptionOutcome> balanceEmpty() throws SQLException {
        deny(Rule.CHARGE, Refusal.BALANCE_EMPTY, "the balance is used up");
        return BalanceEmpty::new;
    }

    private Supplier<RedemptionOutcome> switchedOff() throws SQLException {
        deny(Rule.TOKEN_ACCOUNT, Refusal.BALANCE_EMPTY, "the account is switched off or does not exist");
        return BalanceEmpty::new;
    }

    private void deny(Rule failed, Refusal why, String reason) throws SQLException {
        var refused = Refused.request(why, reason).at(failed);
        postings.post(event.refused(Event.Kind.DENIED, refused));
    }
}
