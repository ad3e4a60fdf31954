package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.dualrun.DualRunReport;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How two license services compare, counted from the records of an account.
public final class ComparisonSearch {
    private static final int PAGE = 500;

    private final RecordSearch records;

    public ComparisonSearch(RecordSearch records) {
        this.records = records;
    }

    /// All of that time, from the oldest on.
    ///
    /// @param from not before
    /// @param to   before
    public DualRunReport all(AccountId account, Environment environment, Optional<Instant> from, Optional<Instant> to) {
        var report = new DualRunReport();
        var filter = compared(from, to);
        List<EventRecord> page = records.onward(account, environment, filter, -1, PAGE);
        while (!page.isEmpty()) {
            page.forEach(report::add);
            page = records.onward(account, environment, filter, page.getLast().id(), PAGE);
        }
        return report;
    }

    /// The newest, of which there may be very many.
    ///
    /// @param from not before
    /// @param most how many at most
    public DualRunReport newest(AccountId account, Environment environment, Instant from, int most) {
        var report = new DualRunReport();
        var filter = compared(Optional.of(from), Optional.empty());
        records.find(account, environment, filter, Long.MAX_VALUE, most).forEach(report::add);
        return report;
    }

    private static RecordFilter compared(Optional<Instant> from, Optional<Instant> to) {
        var any = RecordFilter.Sort.ANY;
        var compared = new RecordFilter.Sort(any.code(), any.drm(), Optional.of(Event.Kind.COMPARED), any.refused());
        return new RecordFilter(RecordFilter.Names.ANY, compared, from, to);
    }
}
