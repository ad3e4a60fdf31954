package dev.licet.server.api;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.RecordTail;
import dev.licet.server.http.Body;
import dev.licet.server.http.Outlet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The records of an account as server-sent events (WHATWG HTML section 9.2), from a number on and as they come.
///
/// It looks for them instead of being told, because other nodes write them too. While the database does not answer it
/// stays: browsers come back after a broken connection, but not after the 503 that they would get then.
final class RecordFeed implements Body.Feed {
    /// The media type.
    static final String TYPE = "text/event-stream";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ROUNDS_BETWEEN_SIGNS = 15;
    private static final int BATCH = 100;
    private static final byte[] SIGN_OF_LIFE = utf8(":\n\n");
    private static final byte[] DATA = utf8("\ndata: ");
    private static final byte[] END = utf8("\n\n");

    private final RecordTail tail;
    private final Account account;
    private final BooleanSupplier dismissed;
    private long last;

    /// @param last      goes on after the record with this number
    /// @param dismissed whether the client may not read any more what it could read when it came
    RecordFeed(RecordTail tail, Account account, long last, BooleanSupplier dismissed) {
        this.tail = tail;
        this.account = account;
        this.last = last;
        this.dismissed = dismissed;
    }

    /// The number comes first, so that a client that comes back before the first record misses none.
    @Override
    public void to(Outlet outlet) {
        outlet.send(utf8("retry: 2000\nid: " + last + "\n\n"));
        boolean more = passOn(outlet);
        for (int round = 1; outlet.pause(more ? Duration.ZERO : PAUSE); round++) {
            if (round % ROUNDS_BETWEEN_SIGNS == 0) {
                if (dismissed.getAsBoolean()) return;
                outlet.send(SIGN_OF_LIFE);
            }
            more = passOn(outlet);
        }
    }

    /// @return whether there may be more already
    private boolean passOn(Outlet outlet) {
        List<EventRecord> records = next();
        if (records.isEmpty()) return false;
        outlet.send(events(records));
        last = records.getLast().id();
        return records.size() == BATCH;
    }

    private List<EventRecord> next() {
        try {
            return tail.after(account.id(), account.environment(), last, BATCH);
        } catch (StoreUnavailable noAnswer) {
            return List.of();
        }
    }

    private static byte[] events(List<EventRecord> records) {
        var events = new ByteArrayOutputStream();
        for (EventRecord record : records) {
            events.writeBytes(utf8("id: " + record.id()));
            events.writeBytes(DATA);
            events.writeBytes(RecordPrinter.print(record));
            events.writeBytes(END);
        }
        return events.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
