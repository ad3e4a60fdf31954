package dev.licet.dashboard;

import dev.licet.dashboard.view.RecordRow;
import dev.licet.domain.Environment;
import dev.licet.domain.record.EventRecord;
import dev.licet.http.EventFeed;
import dev.licet.storage.record.LogPlace;
import dev.licet.storage.record.LoggedRecord;
import dev.licet.storage.record.WholeLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Rows of a page of live records: each event is some of them, newest first, and its id is the place up to which
/// the log was looked at, whatever of it was shown.
///
/// @param log         reads on from a place
/// @param environment of which records are shown
/// @param filter      which of them
/// @param row         how
record LiveFeed(
        Function<LogPlace, WholeLog.News> log,
        Environment environment,
        Predicate<EventRecord> filter,
        Function<LoggedRecord, RecordRow> row)
        implements EventFeed.Source<LogPlace> {

    @Override
    public EventFeed.News<LogPlace> after(LogPlace place) {
        WholeLog.News news = log.apply(place);
        List<RecordRow> rows = news.entries().reversed().stream()
                .filter(this::isShown)
                .map(row)
                .toList();
        String event = rows.isEmpty() ? "" : EventFeed.event(news.place(), Pages.text("list", rows));
        return new EventFeed.News<>(event.getBytes(StandardCharsets.UTF_8), news.place(), news.full());
    }

    private boolean isShown(LoggedRecord entry) {
        return entry.record().environment() == environment && filter.test(entry.record());
    }
}
