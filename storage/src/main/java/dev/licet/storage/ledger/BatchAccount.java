package dev.licet.storage.ledger;

import dev.licet.storage.account.LowBalances;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.AccountState;
import dev.licet.storage.sql.Funds;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Spender;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What an account and its balance are like in one environment while a batch is run: read once, changed here by all
/// units of the batch, and written once.
///
/// That is exact because nobody else changes them meanwhile: the embedded database has one writer, and on a server the
/// batch holds the account, and where it spends, a portion of the balance ([dev.licet.storage.sql.Hold]). The
/// statement that writes it finds out all the same. A balance without a limit is not written at all.
final class BatchAccount {
    /// It cannot take what is not there (reference: security.md T32).
    private static final String WRITE =
            "UPDATE account_half SET units = units - ? WHERE account = ? AND environment = ? AND units >= ?";

    /// Divides by zero where it changes nothing, so that what is sent with it is not committed.
    private static final String WRITE_PORTION = "WITH spent AS (UPDATE portion SET units = units - ?, at = ?"
            + " WHERE account = ? AND environment = ? AND owner = ? AND units >= ? RETURNING units)"
            + " SELECT 1 / COUNT(*) FROM spent";

    private final AccountEnvironment whose;
    private final AccountState state;
    private Instant latest = Instant.EPOCH;
    private int charges;

    private BatchAccount(AccountEnvironment whose, AccountState state) {
        this.whose = whose;
        this.state = state;
    }

    /// Empty when there is no such account.
    static Optional<BatchAccount> read(Session session, AccountEnvironment whose) throws SQLException {
        return AccountState.of(session, whose).map(state -> new BatchAccount(whose, state));
    }

    AccountEnvironment whose() {
        return whose;
    }

    /// Whether the account is switched on.
    boolean isEnabled() {
        return state.enabled();
    }

    /// As in [dev.licet.domain.account.Account#version].
    long version() {
        return state.version();
    }

    private Funds funds() {
        return state.funds();
    }

    /// Whether nothing is left to spend.
    boolean isEmpty() {
        return funds().isLimited() && funds().left().getAsLong() <= charges;
    }

    /// Whether nothing is left for a batch that spends.
    boolean isSpent() {
        return funds().isLimited() && funds().spendable().getAsLong() <= charges;
    }

    /// Takes a unit, which must be there.
    /// @return how the balance changes: an unlimited one does not
    long charge(Instant at) {
        if (isSpent()) throw new IllegalStateException("a charge of what is not there");
        charges++;
        latest = at;
        return funds().isLimited() ? -1 : 0;
    }

    /// Gives a unit back that was taken before.
    /// @return how the balance changes: an unlimited one does not
    long giveBack() {
        charges--;
        return funds().isLimited() ? 1 : 0;
    }

    void write(Session session) throws SQLException {
        if (charges == 0 || !funds().isLimited()) return;
        if (funds().own().isPresent()) spend(session);
        else if (session.change(WRITE, charges, whose.account(), whose.environment(), charges) != 1)
            throw new SQLException("a balance was changed by somebody else meanwhile");
        var left = OptionalLong.of(funds().left().getAsLong() - charges);
        LowBalances.watch(session, whose, new LowBalances.Step(funds().mark(), funds().left(), left), latest);
    }

    private void spend(Session session) throws SQLException {
        var own = Spender.of(session);
        session.checkLater(WRITE_PORTION, charges, own.at(), whose.account(), whose.environment(), own.name(), charges);
    }
}
