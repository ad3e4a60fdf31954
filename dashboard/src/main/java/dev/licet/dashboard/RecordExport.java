package dev.licet.dashboard;

import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.record.EventRecord;
import dev.licet.http.Outlet;
import dev.licet.http.Reply;
import dev.licet.storage.record.RecordFilter;
import dev.licet.storage.record.RecordSearch;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// All records of an account that fit a filter, as a file, oldest first.
///
/// @param page answers where the filter cannot be read
record RecordExport(RecordSearch records, Deeds deeds, DashboardParts.Tools tools, RecordPages page) {
    private static final int AT_ONCE = 500;

    Reply export(Visit visit) {
        try {
            RecordFilter wanted = visit.form().filter(tools.clock().instant());
            LineFormat format = LineFormat.named(visit.form().text("format"))
                    .orElseThrow(() -> new BadField("Format: please choose one."));
            LineFile<EventRecord> file = tools.files().apply(format);
            return Pages.guarded(Reply.streaming(format.mediaType(), outlet -> write(visit, wanted, file, outlet)))
                    .with("Content-Disposition", "attachment; filename=\"" + name(visit) + "." + format.word() + "\"");
        } catch (BadField bad) {
            return page.refused(visit, bad);
        }
    }

    private static String name(Visit visit) {
        return "licet-records-" + visit.accountId() + "-" + visit.environment().word();
    }

    /// Written down when it is over, also when the browser left before the end.
    private void write(Visit visit, RecordFilter wanted, LineFile<EventRecord> file, Outlet outlet) {
        var sent = new AtomicLong();
        Ending ending = new Ending.Failed("not all was taken");
        try {
            outlet.send(file.header());
            Walk walk = after -> records.onward(visit.accountId(), visit.environment(), wanted, after, AT_ONCE);
            all(walk, file, outlet, sent);
            ending = new Ending.Done();
        } finally {
            visit.aboutEnvironment(sent + " records");
            deeds.ended(visit, Verb.RECORDS_EXPORT, ending);
        }
    }

    /// Records from the one with a number on.
    private interface Walk {
        List<EventRecord> after(long number);
    }

    private static void all(Walk walk, LineFile<EventRecord> file, Outlet outlet, AtomicLong sent) {
        List<EventRecord> some;
        long after = 0;
        do {
            some = walk.after(after);
            outlet.send(some.stream().map(file::line).collect(Collectors.joining()));
            sent.addAndGet(some.size());
            if (!some.isEmpty()) after = some.getLast().id();
        } while (some.size() == AT_ONCE);
    }
}
