package dev.licet.dashboard;

import dev.licet.dashboard.view.Overview;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.record.Event;
import dev.licet.http.Reply;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.record.RecordSearch;
import dev.licet.storage.record.RecordSearch.Count;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What happened lately: of one account for its users, of all together for operators.
final class OverviewPages {
    private static final Set<Event.Kind> REFUSED = Set.of(Event.Kind.REFUSED, Event.Kind.DENIED);

    private final RecordSearch records;
    private final LowBalances low;
    private final InstantSource clock;

    OverviewPages(RecordSearch records, LowBalances low, InstantSource clock) {
        this.records = records;
        this.low = low;
        this.clock = clock;
    }

    Reply show(Visit visit) {
        Environment environment = visit.environment();
        Span span = Span.named(visit.form().text("span"));
        Instant from = span.from(clock.instant());
        var counts = records.counts(visit.user().account(), environment, from, span.stretch());
        var codes = codes(counts);
        var charts = new OverviewCharts(counts, span, from);
        return visit.page(
                "overview",
                new Overview(
                        visit.frame("Overview"),
                        span.word(),
                        totals(counts),
                        charts.all(),
                        charts.byCode(codes),
                        codes,
                        low(visit)));
    }

    /// In both environments: whoever looks at one must learn of the other.
    private List<Overview.Low> low(Visit visit) {
        return low.all().stream()
                .filter(one -> visit.user().account().isEmpty()
                        || visit.user().account().get().equals(one.account()))
                .map(one -> new Overview.Low(
                        one.account().toString(),
                        one.environment().word(),
                        one.level().units(),
                        one.level().mark()))
                .toList();
    }

    private static List<Overview.Total> totals(List<Count> counts) {
        long issued = sum(counts, count -> count.kind() == Event.Kind.ISSUED);
        long given = sum(counts, count -> count.kind() == Event.Kind.REDEEMED);
        long refused = sum(counts, count -> REFUSED.contains(count.kind()));
        return List.of(
                new Overview.Total("Tokens issued", "issued", Long.toString(issued)),
                new Overview.Total("Licenses given", "redeemed", Long.toString(given)),
                new Overview.Total("Refused", "refused", Long.toString(refused)),
                new Overview.Total("Success rate", "rate", Rate.words(issued + given, refused)));
    }

    private static long sum(List<Count> counts, Predicate<Count> which) {
        return counts.stream().filter(which).mapToLong(Count::count).sum();
    }

    private static List<Overview.Code> codes(List<Count> counts) {
        var sums = new TreeMap<Integer, Long>();
        for (Count count : counts) if (count.code() != 0) sums.merge(count.code(), count.count(), Long::sum);
        return sums.entrySet().stream()
                .map(entry -> new Overview.Code(
                        entry.getKey(),
                        Refusal.ofCode(entry.getKey()).map(Refusal::template).orElse(""),
                        entry.getValue()))
                .sorted(Comparator.comparingLong(Overview.Code::count).reversed())
                .toList();
    }
}
