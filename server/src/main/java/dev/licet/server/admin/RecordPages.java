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
        try {
            return live(visit, visit.form().filter());
        } catch (BadField bad) {
            Visit again = visit.with(bad.getMessage());
            return again.page(
                    "live", new LivePage(again.frame("Live records"), typed(visit), List.of(), newest(visit)));
        }
    }

    private Reply live(Visit visit, RecordFilter filter) {
        long last = newest(visit);
        var rows = newest(visit, filter);
        return visit.page("live", new LivePage(visit.frame("Live records"), typed(visit), rows, last));
    }

    List<RecordRow> newest(Visit visit, RecordFilter filter) {
        return world
                .data()
                .records()
                .find(visit.accountId(), visit.environment(), filter, Long.MAX_VALUE, LIVE)
                .stream()
                .map(RecordRow::of)
                .toList();
    }

    /// The number of the newest record of all.
    long newest(Visit visit) {
        return world
                .data()
                .records()
                .find(visit.accountId(), visit.environment(), RecordFilter.ALL, Long.MAX_VALUE, 1)
                .stream()
                .mapToLong(EventRecord::id)
                .findFirst()
                .orElse(0);
    }

    /// What the page of live records listens to.
    Reply stream(Visit visit) {
        try {
            var filter = visit.form().filter();
            long start = seen(visit);
            var feed = new LiveFeed(last -> after(visit, last), filter, start, () -> isDismissed(visit));
            return Pages.guarded(Reply.streaming(LiveFeed.TYPE, feed)).with("X-Accel-Buffering", "no");
        } catch (BadField bad) {
            return Pages.message(400, "This did not work", bad.getMessage());
        }
    }

    private List<EventRecord> after(Visit visit, long last) {
        return world.data().records().after(visit.accountId(), visit.environment(), last, AT_ONCE);
    }

    /// A browser that comes back says by itself what it saw last.
    private long seen(Visit visit) {
        return visit.request()
                .fields()
                .first("Last-Event-ID")
                .or(() -> visit.form().maybe("after"))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElseGet(() -> newest(visit));
    }

    private boolean isDismissed(Visit visit) {
        return new Cookies(world.secure())
                .read(visit.request())
                .flatMap(world.data().sessions()::find)
                .filter(user -> user.equals(visit.user()))
                .isEmpty();
    }
}
