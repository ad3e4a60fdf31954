package dev.licet.server.api;

import dev.licet.domain.account.Account;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordTail;
import dev.licet.http.EventFeed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The records of an account, one event each, with the record's number as its id.
///
/// @param tail    reads on
/// @param account whose records, in one environment
record RecordFeed(RecordTail tail, Account account) implements EventFeed.Source<Long> {
    private static final int BATCH = 100;

    @Override
    public EventFeed.News<Long> after(Long last) {
        List<EventRecord> records = tail.after(account.id(), account.environment(), last, BATCH);
        long place = records.isEmpty() ? last : records.getLast().id();
        return new EventFeed.News<>(events(records), place, records.size() == BATCH);
    }

    private static byte[] events(List<EventRecord> records) {
        var events = new ByteArrayOutputStream();
        for (EventRecord record : records) {
            String json = new String(RecordPrinter.print(record), StandardCharsets.UTF_8);
            events.writeBytes(EventFeed.event(record.id(), json).getBytes(StandardCharsets.UTF_8));
        }
        return events.toByteArray();
    }
}
