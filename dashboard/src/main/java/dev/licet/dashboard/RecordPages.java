package dev.licet.dashboard;

import dev.licet.dashboard.view.RecordPage;
import dev.licet.dashboard.view.RecordRow;
import dev.licet.domain.record.EventRecord;
import dev.licet.http.Reply;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.RecordSearch;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The event log of an account in one environment, looked through.
final class RecordPages {
    private static final int PAGE = 50;
    private static final int NEWEST = 30;

    private final RecordSearch records;
    private final InstantSource clock;

    RecordPages(RecordSearch records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    Reply show(Visit visit) {
        try {
            return page(visit, visit.form().filter(clock.instant()));
        } catch (BadField bad) {
            return refused(visit, bad);
        }
    }

    /// With what was typed, so that it can be mended.
    Reply refused(Visit visit, BadField bad) {
        Visit again = visit.with(bad.getMessage());
        return again.page("records", RecordPage.empty(again.frame("Records"), typed(visit)));
    }

    private Reply page(Visit visit, RecordFilter filter) {
        List<EventRecord> found = records.find(
                visit.accountId(), visit.environment(), filter, visit.form().before(), PAGE + 1);
        Optional<Long> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).id()) : Optional.empty();
        var rows = found.stream().limit(PAGE).map(RecordRow::of).toList();
        return visit.page("records", new RecordPage(visit.frame("Records"), typed(visit), rows, next));
    }

    /// The fields of the search as they were typed.
    static RecordPage.Typed typed(Visit visit) {
        Form form = visit.form();
        return new RecordPage.Typed(
                form.text("account"),
                form.text("outcome"),
                form.text("drm"),
                form.text("kind"),
                form.text("code"),
                form.text("within"),
                form.text("cookie"),
                form.text("content"),
                form.text("kid"),
                form.text("tokenid"),
                form.text("device"),
                form.text("from"),
                form.text("to"),
                form.text("before"));
    }

    List<RecordRow> newest(Visit visit, RecordFilter filter) {
        return records.find(visit.accountId(), visit.environment(), filter, Long.MAX_VALUE, NEWEST).stream()
                .map(RecordRow::of)
                .toList();
    }

    /// The number of the newest record of all.
    long newest(Visit visit) {
        return records.find(visit.accountId(), visit.environment(), RecordFilter.ALL, Long.MAX_VALUE, 1).stream()
                .mapToLong(EventRecord::id)
                .findFirst()
                .orElse(0);
    }
}
