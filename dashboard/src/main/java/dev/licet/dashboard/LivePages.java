package dev.licet.dashboard;

import dev.licet.dashboard.view.LivePage;
import dev.licet.dashboard.view.RecordRow;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.EventRecord;
import dev.licet.http.EventFeed;
import dev.licet.http.Reply;
import dev.licet.http.lane.Turn;
import dev.licet.storage.dashboard.DashboardData;
import dev.licet.storage.record.LogPlace;
import dev.licet.storage.record.LoggedRecord;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.WholeLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The event log as it grows: of one account, and for operators of all together. Users of one account see its records
/// alone, whatever they ask for.
final class LivePages {
    private static final String TITLE = "Live records";
    private static final int SHOWN = 30;
    private static final int AT_ONCE = 200;
    private static final byte[] NOTHING = {};

    private final DashboardData data;
    private final Cookies cookies;
    private final DashboardParts.Tools tools;

    LivePages(DashboardData data, Cookies cookies, DashboardParts.Tools tools) {
        this.data = data;
        this.cookies = cookies;
        this.tools = tools;
    }

    Reply show(Visit visit) {
        try {
            return page(
                    visit, Source.of(visit), visit.form().filter(tools.clock().instant()));
        } catch (BadField bad) {
            Visit again = visit.with(bad.getMessage());
            var none = LogPlace.after(0);
            return again.page(
                    "live", new LivePage(again.frame(TITLE), RecordPages.typed(again), List.of(), none.toString()));
        }
    }

    private Reply page(Visit visit, Source source, RecordFilter filter) {
        LogPlace end = end(visit, source);
        var rows = newest(visit, source, filter, end).stream().map(source.row()).toList();
        return visit.page("live", new LivePage(visit.frame(TITLE), RecordPages.typed(visit), rows, end.toString()));
    }

    /// What a page of live records listens to.
    Reply stream(Visit visit) {
        try {
            var source = Source.of(visit);
            var filter = visit.form().filter(tools.clock().instant());
            LogPlace end = end(visit, source);
            LogPlace asked = seen(visit).orElse(end);
            boolean beyond = asked.last() > end.last();
            var live = new LiveFeed(
                    place -> after(visit, source, place), visit.environment(), filter::admits, source.row());
            var feed = new EventFeed<>(following(visit, live), beyond ? end : asked, () -> isDismissed(visit))
                    .of(visit.asker().party());
            return Pages.guarded(
                    (beyond ? feed.saying(EventFeed.event("reset", end, "beyond the end")) : feed).reply());
        } catch (BadField bad) {
            return Pages.message(400, "This did not work", bad.getMessage());
        }
    }

    /// The same news, looked up on the lane for reading. Where there is no room they are there the next time.
    private EventFeed.Source<LogPlace> following(Visit visit, LiveFeed live) {
        return place -> switch (tools.lanes().reading().take(visit.asker(), () -> live.after(place))) {
            case Turn.Done<EventFeed.News<LogPlace>>(EventFeed.News<LogPlace> news) -> news;
            case Turn.Full<EventFeed.News<LogPlace>> full -> new EventFeed.News<>(NOTHING, place, false);
            case Turn.Left<EventFeed.News<LogPlace>> left -> new EventFeed.News<>(NOTHING, place, false);
        };
    }

    /// A browser that comes back says by itself what it saw last.
    private Optional<LogPlace> seen(Visit visit) {
        Instant now = tools.clock().instant();
        return visit.request()
                .fields()
                .first("Last-Event-ID")
                .flatMap(text -> LogPlace.parse(text, now))
                .or(() -> visit.form().maybe("after").flatMap(text -> LogPlace.parse(text, now)));
    }

    /// Whether the session is over, or the user may not see these records any more.
    private boolean isDismissed(Visit visit) {
        return cookies.read(visit.request())
                .flatMap(data.sessions()::peek)
                .filter(user -> user.equals(visit.user()))
                .isEmpty();
    }

    private WholeLog.News after(Visit visit, Source source, LogPlace place) {
        if (source.account().isEmpty()) return data.log().after(place, AT_ONCE);
        AccountId account = source.account().get();
        var records = data.records().after(account, visit.environment(), place.last(), AT_ONCE);
        long last = records.isEmpty() ? place.last() : records.getLast().id();
        return new WholeLog.News(entries(records, account), LogPlace.after(last), records.size() == AT_ONCE);
    }

    private static List<LoggedRecord> entries(List<EventRecord> records, AccountId account) {
        return records.stream()
                .map(record -> new LoggedRecord(Optional.of(account), record))
                .toList();
    }

    private LogPlace end(Visit visit, Source source) {
        return source.account().map(account -> end(visit, account)).orElseGet(() -> data.log()
                .end());
    }

    private LogPlace end(Visit visit, AccountId account) {
        var newest = data.records().find(account, visit.environment(), RecordFilter.ALL, Long.MAX_VALUE, 1);
        return LogPlace.after(newest.isEmpty() ? 0 : newest.getFirst().id());
    }

    /// What was there at that place: the stream goes on after it.
    private List<LoggedRecord> newest(Visit visit, Source source, RecordFilter filter, LogPlace end) {
        if (source.account().isEmpty()) return data.log().newest(end, visit.environment(), filter, SHOWN);
        AccountId account = source.account().get();
        var found = data.records().find(account, visit.environment(), filter, Long.MAX_VALUE, SHOWN);
        return entries(
                found.stream().filter(record -> record.id() <= end.last()).toList(), account);
    }

    /// Whose records, and how they are shown.
    ///
    /// @param account empty for everybody's
    private record Source(Optional<AccountId> account, Function<LoggedRecord, RecordRow> row) {
        static Source of(Visit visit) throws BadField {
            if (visit.overview().isPresent()) {
                return new Source(Optional.of(visit.accountId()), entry -> RecordRow.of(entry.record()));
            }
            Optional<AccountId> own = visit.user().account();
            return new Source(own.isPresent() ? own : typed(visit.form()), RecordRow::of);
        }

        private static Optional<AccountId> typed(Form form) throws BadField {
            Optional<String> text = form.maybe("account");
            if (text.isEmpty()) return Optional.empty();
            return Optional.of(
                    AccountId.parse(text.get()).orElseThrow(() -> new BadField("Account: please give its number.")));
        }
    }
}
