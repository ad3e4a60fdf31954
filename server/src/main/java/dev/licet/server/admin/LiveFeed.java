package dev.licet.server.admin;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.record.EventRecord;
import dev.licet.server.admin.view.RecordRow;
import dev.licet.server.http.Body;
import dev.licet.server.http.Outlet;
import dev.licet.storage.RecordFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/// Records as server-sent events (WHATWG HTML, 9.2): each event is some rows of the page, newest first, and its id is
/// the number of the newest record that was looked at, shown or not.
///
/// @param next      the records after one with that number, oldest first
/// @param filter    which of them are shown
/// @param start     goes on after the record with this number
/// @param dismissed whether the session is over, or the user may not see the account any more
record LiveFeed(LongFunction<List<EventRecord>> next, RecordFilter filter, long start, BooleanSupplier dismissed)
        implements Body.Feed {
    static final String TYPE = "text/event-stream; charset=utf-8";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ROUNDS_BETWEEN_SIGNS = 20;

    @Override
    public void to(Outlet outlet) {
        // The number comes first, so that a browser that comes back before the first record misses none.
        outlet.send(utf8("retry: 2000\nid: " + start + "\n\n"));
        long last = start;
        for (int round = 1; outlet.pause(PAUSE); round++) {
            if (round % ROUNDS_BETWEEN_SIGNS == 0) {
                if (isDismissed()) return;
                outlet.send(utf8(":\n\n"));
            }
            last = passOn(outlet, last);
        }
    }

    private long passOn(Outlet outlet, long last) {
        List<EventRecord> records = after(last);
        if (records.isEmpty()) return last;
        long newest = records.getLast().id();
        var rows = records.reversed().stream()
                .filter(filter::admits)
                .map(RecordRow::of)
                .toList();
        if (!rows.isEmpty()) outlet.send(utf8("id: " + newest + "\n" + data(Pages.text("list", rows)) + "\n"));
        return newest;
    }

    /// Line by line, as the format demands.
    private static String data(String html) {
        var data = new StringBuilder();
        html.lines().forEach(line -> data.append("data: ").append(line).append('\n'));
        return data.toString();
    }

    /// While the database does not answer the stream stays, because browsers do not come back after a 503.
    private List<EventRecord> after(long last) {
        try {
            return next.apply(last);
        } catch (StoreUnavailable noAnswer) {
            return List.of();
        }
    }

    private boolean isDismissed() {
        try {
            return dismissed.getAsBoolean();
        } catch (StoreUnavailable noAnswer) {
            return false;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
