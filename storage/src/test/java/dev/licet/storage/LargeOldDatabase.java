package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.record.EventRecord;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.Connections;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What [OldDatabase] has, many times over under other numbers, so that it takes a while to bring its tables up to
/// date; and what the earlier version had acknowledged of it.
final class LargeOldDatabase {
    /// Somebody who had as many licenses as they liked.
    static final AccountId UNLIMITED = UpgradeStory.MORE;

    /// The build has no time for many.
    private static final int COPIES = Integer.getInteger("licet.test.kills") == null ? 8 : 40;

    private static final int APART = 10;
    private static final int NUMBERS_APART = 10_000;
    private static final Set<String> COPIED = Set.of(
            "account", "account_half", "movement", "redemption", "challenge", "record", "record_floor", "usage_pruned");
    private static final Pattern NUMBER = Pattern.compile("VALUES \\((\\d+)");
    private static final Pattern ACCOUNT = Pattern.compile("\\b50000([123])\\b");
    /// The digits before are the time for many of them.
    private static final Pattern ID = Pattern.compile("(?<!x)'([0-9a-f]{16})[0-9a-f]{4}([0-9a-f]{12})'");
    private static final String RECORDS =
            "SELECT account, environment, id, kind, at, token, charged FROM record WHERE account IS NOT NULL";
    private static final String BALANCES = "SELECT account, environment, units FROM account_half";

    private final Set<Acknowledged> records;
    private final Map<AccountEnvironment, Balance> balances;

    private record Acknowledged(
            AccountEnvironment whose, long id, String kind, Instant at, Optional<String> token, int charged) {
        static Acknowledged read(Row row) throws SQLException {
            return new Acknowledged(
                    AccountEnvironment.read(row), row.number(), row.text(), row.time(), row.maybeText(), row.small());
        }

        static Acknowledged of(AccountEnvironment whose, EventRecord record) {
            return new Acknowledged(
                    whose, record.id(), record.kind().name(), record.at(), record.tokenId(), record.charged());
        }
    }

    private record Left(AccountEnvironment whose, Balance balance) {
        static Left read(Row row) throws SQLException {
            var whose = AccountEnvironment.read(row);
            var units = row.maybeNumber();
            return new Left(whose, units.isPresent() ? new Balance.Units(units.getAsLong()) : new Balance.Unlimited());
        }
    }

    private LargeOldDatabase(Set<Acknowledged> records, Map<AccountEnvironment, Balance> balances) {
        this.records = records;
        this.balances = balances;
    }

    /// Makes it in a place that has nothing in it yet.
    static LargeOldDatabase fill(Connections connections, Connections again, InstantSource clock) {
        OldDatabase.fill(connections, clock, rows());
        try (Connections place = again;
                Session session = place.reader()) {
            return new LargeOldDatabase(
                    Set.copyOf(session.all(RECORDS, Acknowledged::read)),
                    session.all(BALANCES, Left::read).stream().collect(Collectors.toMap(Left::whose, Left::balance)));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> rows() {
        var rows = new ArrayList<String>();
        for (String row : OldDatabase.lines("schema-022.sql")) {
            rows.add(row);
            if (!COPIED.contains(row.split(" ")[2])) continue;
            for (int copy = 1; copy <= COPIES; copy++) rows.add(copied(row, copy));
        }
        return rows;
    }

    private static String copied(String row, int copy) {
        String table = row.split(" ")[2];
        String other = ACCOUNT.matcher(row)
                .replaceAll(number -> String.valueOf(500_000 + APART * copy + Integer.parseInt(number.group(1))));
        other = ID.matcher(other).replaceAll("'$1%04x$2'".formatted(copy));
        if (!table.equals("record") && !table.equals("movement")) return other;
        return NUMBER.matcher(other)
                .replaceFirst(number -> "VALUES (" + (copy * NUMBERS_APART + Integer.parseInt(number.group(1))));
    }

    int size() {
        return records.size();
    }

    /// All that was acknowledged is there as it was. Whoever goes on with [#UNLIMITED] adds to it.
    void assertNothingIsLost(Database again) {
        var lost = new HashSet<>(records);
        balances.forEach((whose, balance) -> {
            assertEquals(
                    balance,
                    again.administration()
                            .balances()
                            .show(whose.account(), whose.environment())
                            .orThrow());
            for (var record : again.records().window(whose.account(), whose.environment(), 0, CrashedBooks.UNITS))
                lost.remove(Acknowledged.of(whose, record));
        });
        assertEquals(Set.of(), lost);
    }
}
