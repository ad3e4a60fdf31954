package dev.licet.server.admin;

import dev.licet.domain.record.EventRecord;
import dev.licet.http.Reply;
import dev.licet.server.api.RecordPrinter;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.RecordSearch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The event log of an account, oldest first, a page at a time: a client that follows `next` to the end has
/// read all that there is.
final class RecordRoutes {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final AccountAdministration accounts;
    private final RecordSearch records;
    private final InstantSource clock;

    RecordRoutes(AccountAdministration accounts, RecordSearch records, InstantSource clock) {
        this.accounts = accounts;
        this.records = records;
        this.clock = clock;
    }

    List<AdminRoute> all() {
        return List.of(AdminRoute.get("/accounts/{account}/{environment}/records", this::export));
    }

    private Reply export(AdminCall call) throws Objection {
        var account = AccountRoutes.found(accounts, call.account());
        Instant from = call.time("from").orElse(account.created());
        Instant to = call.time("to").orElseGet(clock::instant);
        int limit = call.limit(USUAL, MOST);
        var page = records.onward(
                account.id(), call.environment(), RecordFilter.between(from, to), call.number("after", 0), limit);
        Optional<String> next = page.size() < limit
                ? Optional.empty()
                : Optional.of(Long.toString(page.getLast().id()));
        long percent = next.isEmpty() ? 100 : percent(from, page.getLast(), to);
        return AdminAnswer.list(
                page, next, RecordPrinter::members, json -> json.writeNumberField("progress_percent", percent));
    }

    /// How much of the time in question has been read.
    private static long percent(Instant from, EventRecord last, Instant to) {
        long all = Math.max(1, Duration.between(from, to).toMillis());
        long read = Duration.between(from, last.at()).toMillis();
        return Math.clamp(read * 100 / all, 0, 99);
    }
}
