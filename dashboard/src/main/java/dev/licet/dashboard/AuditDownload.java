package dev.licet.dashboard;

import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Outlet;
import dev.licet.http.Reply;
import dev.licet.storage.audit.AuditTrail;
import java.util.List;
import java.util.stream.Collectors;

/// The audit trail as a file, which a browser keeps.
final class AuditDownload {
    private static final int EXPORTED_AT_ONCE = 500;

    private final AuditTrail trail;
    private final Deeds deeds;

    AuditDownload(AuditTrail trail, Deeds deeds) {
        this.trail = trail;
        this.deeds = deeds;
    }

    Reply of(Visit visit, AuditFilter wanted) {
        LineFormat format = LineFormat.named(visit.form().text("format")).orElse(LineFormat.JSONL);
        LineFile<AuditLine> file = AuditLines.in(format);
        return Pages.guarded(Reply.streaming(format.mediaType(), outlet -> write(visit, wanted, file, outlet)))
                .with("Content-Disposition", "attachment; filename=\"licet-audit." + format.word() + "\"");
    }

    /// Written down when it is over, also when the browser left before the end.
    private void write(Visit visit, AuditFilter wanted, LineFile<AuditLine> file, Outlet outlet) {
        long count = 0;
        Ending ending = new Ending.Failed("not all was taken");
        try {
            outlet.send(file.header());
            List<AuditLine> page;
            long after = 0;
            do {
                page = trail.after(wanted, after, EXPORTED_AT_ONCE);
                outlet.send(page.stream().map(file::line).collect(Collectors.joining()));
                count += page.size();
                if (!page.isEmpty()) after = page.getLast().number();
            } while (page.size() == EXPORTED_AT_ONCE);
            ending = new Ending.Done();
        } finally {
            visit.about(count + " lines");
            deeds.ended(visit, Verb.AUDIT_EXPORT, ending);
        }
    }
}
