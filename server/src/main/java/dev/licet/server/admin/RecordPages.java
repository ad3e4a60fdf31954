package dev.licet.server.admin;

import dev.licet.domain.record.EventRecord;
import dev.licet.server.admin.view.LivePage;
import dev.licet.server.admin.view.RecordPage;
import dev.licet.server.admin.view.RecordRow;
import dev.licet.server.http.Reply;
import dev.licet.storage.RecordFilter;
import java.util.List;
import java.util.Optional;

/// The event log of an account in one environment: looked through, and as it grows.
final class RecordPages {
    private static final int PAGE = 50;
    private static final int LIVE = 30;
    private static final int AT_ONCE = 200;

    private final DashboardWorld world;

    RecordPages(DashboardWorld world) {
        this.world = world;
    }

    Reply show(Visit visit) {
        try {
            return page(visit, visit.form().filter());
        } catch (BadField bad) {
            return visit.with(bad.getMessage())
                    .page(
                            "records",
                            RecordPage.empty(visit.with(bad.getMessage()).frame("Records"), typed(visit)));
        }
    }

    private Reply page(Visit visit, RecordFilter filter) {
        List<EventRecord> found = world.data()
                .records()
                .find(
                        visit.accountId(),
                        visit.environment(),
                        filter,
                        visit.form().before(),
                        PAGE + 1);
        Optional<Long> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).id()) : Optional.empty();
        var rows = found.stream().limit(PAGE).map(RecordRow::of).toList();
        return visit.page("records", new RecordPage(visit.frame("Records"), typed(visit), rows, next));
    }

    private static RecordPage.Typed typed(Visit visit) {
        Form form = visit.form();
        return new RecordPage.Typed(
                form.text("cookie"),
                form.text("kid"),
                form.text("code"),
                form.text("drm"),
                form.text("kind"),
                form.text("from"),
                form.text("to"));
    }

    Reply live(Visit visit) {
        List<EventRecord> found = world.data()
                .records()
                .find(visit.accountId(), visit.environment(), RecordFilter.ALL, Long.MAX_VALUE, LIVE);
        long last = found.isEmpty() ? 0 : found.getFirst().id();
        var rows = found.stream().map(RecordRow::of).toList();
        return visit.page("live", new LivePage(visit.frame("Live records"), rows, last));
    }

    /// What the page of live records asks for once a second: rows that came after one, newest first.
    Reply rows(Visit visit) {
        long after = visit.form()
                .maybe("after")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        List<EventRecord> found = world.data().records().after(visit.accountId(), visit.environment(), after, AT_ONCE);
        long last = found.isEmpty() ? after : found.getLast().id();
        var rows = found.reversed().stream().map(RecordRow::of).toList();
        return Pages.page(200, "rows", new LivePage(visit.frame(""), rows, last))
                .with("Licet-Last", Long.toString(last));
    }
}
