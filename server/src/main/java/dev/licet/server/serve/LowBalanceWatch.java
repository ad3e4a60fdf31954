package dev.licet.server.serve;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.account.LowBalances.Low;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for low balances now and then, so that whoever reads the metrics does not wait for the database. A balance
/// that is low for the first time gets a line in the log; that is once on each node. The record of its fall is the
/// database's ([LowBalances#falls]).
final class LowBalanceWatch {
    private static final System.Logger LOGGER = System.getLogger(LowBalanceWatch.class.getName());

    private final LowBalances balances;
    private final Set<AccountEnvironment> known = new HashSet<>();
    private volatile List<Low> low = List.of();

    private record AccountEnvironment(AccountId account, Environment environment) {}

    LowBalanceWatch(LowBalances balances) {
        this.balances = balances;
    }

    /// How many balances of that environment were low when it looked last.
    long count(Environment environment) {
        return low.stream().filter(one -> one.environment() == environment).count();
    }

    /// What cannot be read now is read the next time.
    void look() {
        try {
            low = balances.all();
        } catch (StoreUnavailable noAnswer) {
            LOGGER.log(Level.DEBUG, noAnswer.getMessage());
            return;
        }
        var now = new HashSet<AccountEnvironment>();
        for (Low one : low) {
            var whose = new AccountEnvironment(one.account(), one.environment());
            now.add(whose);
            if (known.add(whose)) tell(one);
        }
        known.retainAll(now);
    }

    private static void tell(Low one) {
        LOGGER.log(
                Level.WARNING,
                "account {0} has {1} units left in {2}, fewer than {3}",
                one.account(),
                Long.toString(one.level().units()),
                one.environment().word(),
                Long.toString(one.level().mark()));
    }
}
