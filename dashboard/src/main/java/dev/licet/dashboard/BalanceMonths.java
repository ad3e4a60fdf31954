package dev.licet.dashboard;

import dev.licet.dashboard.view.BalancePage.Month;
import dev.licet.dashboard.view.BalancePage.Use;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.Movement;
import dev.licet.storage.record.UsageLine;
import dev.licet.storage.record.UsageReport;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the months of an account added to its balance and used of it.
record BalanceMonths(BalanceAdministration balances, UsageReport usage, InstantSource clock) {
    private static final Use NOTHING = new Use(0, 0, 0);

    /// The present month and those before it, newest first; months in which nothing happened are left out.
    List<Month> of(Visit visit, int count) {
        YearMonth last = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        YearMonth first = last.minusMonths(count - 1L);
        var used = used(visit, first, last);
        var added = added(visit, first);
        return Stream.iterate(last, month -> !month.isBefore(first), month -> month.minusMonths(1))
                .filter(month -> used.containsKey(month) || added.containsKey(month))
                .map(month ->
                        new Month(month.toString(), used.getOrDefault(month, NOTHING), added.getOrDefault(month, 0L)))
                .toList();
    }

    private Map<YearMonth, Use> used(Visit visit, YearMonth first, YearMonth last) {
        var used = new HashMap<YearMonth, Use>();
        for (UsageLine line : usage.months(Optional.of(visit.accountId()), first, last)) {
            if (line.environment() == visit.environment())
                used.put(line.month(), new Use(line.tokens(), line.licenses(), line.charges()));
        }
        return used;
    }

    private Map<YearMonth, Long> added(Visit visit, YearMonth first) {
        var begin = first.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var added = new HashMap<YearMonth, Long>();
        for (Movement movement : balances.changes(visit.accountId(), visit.environment(), begin)) {
            added.merge(YearMonth.from(movement.at().atOffset(ZoneOffset.UTC)), movement.units(), Long::sum);
        }
        return added;
    }
}
