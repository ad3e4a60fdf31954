package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.ledger.RedemptionDecision.BalanceEmpty;
import dev.licet.domain.ledger.RedemptionOutcome;
import dev.licet.domain.ledger.RedemptionOutcome.Denied;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.testing.PostgresCluster;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Nodes are killed while they hold a portion of a balance, and another node then spends the balance to the last unit:
/// none is lost with the dead, and none is spent twice. `-Dlicet.test.kills=200` kills as often as one likes.
final class PostgresDeadNodesTest extends DatabaseContract {
    private static final Environment PRODUCTION = Environment.PRODUCTION;
    private static final int KILLS = Integer.getInteger("licet.test.kills", 3);
    private static final int UNITS = 1000;
    private static final int ACKNOWLEDGED = 100;
    /// The tokens of a cycle, of which the survivor redeems those from the middle on.
    private static final int TOKENS = 1_000_000;

    private final Place.Postgres place = PostgresCluster.shared().freshDatabase();

    @Override
    Place place() {
        return place;
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void no_unit_is_lost_with_a_node_that_held_it() throws Exception {
        int holders = 0;
        for (int cycle = 1; cycle <= KILLS; cycle++) if (unitsOfTheDead(cycle) > 0) holders++;
        assertTrue(holders > 0, "nobody was killed with units in hand");
        System.out.printf("%d nodes killed, %d of them with units in hand: 0 units lost%n", KILLS, holders);
    }

    /// @return how many units a node had in hand that was killed
    private long unitsOfTheDead(int cycle) throws Exception {
        var account = accountWithUnits(UNITS);
        Set<String> told = killedAtWork(account, cycle * TOKENS);
        long held = inHand(account);
        var survived = inParallel(UNITS + 1, i -> () -> redeem(account, cycle * TOKENS + TOKENS / 2 + i));
        assertTrue(survived.contains(new Denied(new BalanceEmpty())));
        var records = database.records().window(account, PRODUCTION, 0, TOKENS);
        assertEquals(UNITS, records.stream().mapToInt(EventRecord::charged).sum());
        assertTrue(records.stream()
                .flatMap(record -> record.tokenId().stream())
                .collect(Collectors.toSet())
                .containsAll(told));
        assertEquals(
                new Balance.Units(0),
                database.administration().balances().show(account, PRODUCTION).orThrow());
        assertEquals(List.of(), database.verification().findings());
        return held;
    }

    private RedemptionOutcome redeem(AccountId account, int number) {
        var token = Given.token(account, PRODUCTION, number, 1);
        return Given.redemption(token, 1, HandClock.START).by(database.ledger());
    }

    /// @return the tokens whose licenses were acknowledged
    private Set<String> killedAtWork(AccountId account, int first) throws IOException, InterruptedException {
        var process = CrashingWriter.process(place, account, first).start();
        var told = new HashSet<String>();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(" .")) told.add(line.split(" ")[1]);
                // Through the handle, which leaves the pipe open: what was told before is read to the end.
                if (told.size() == ACKNOWLEDGED) process.toHandle().destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    private long inHand(AccountId account) throws SQLException {
        try (var connection = DriverManager.getConnection(place.url(), place.user(), "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT COALESCE(SUM(units), 0) FROM portion WHERE account = " + account)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
