package dev.licet.dashboard;

import dev.licet.dashboard.view.AuditPage;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.audit.AuditTrail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Who did what, and what became of it. Users of an account see what concerns their account.
final class AuditPages {
    private static final int PAGE = 100;

    private final AuditTrail trail;
    private final AuditDownload download;

    AuditPages(AuditTrail trail, Deeds deeds) {
        this.trail = trail;
        this.download = new AuditDownload(trail, deeds);
    }

    Reply show(Visit visit) {
        try {
            return page(visit, filter(visit));
        } catch (BadField bad) {
            return page(visit.with(bad.getMessage()), own(visit, AuditFilter.ALL));
        }
    }

    private Reply page(Visit visit, AuditFilter filter) {
        List<AuditLine> found = trail.latest(filter, visit.form().before(), PAGE + 1);
        Optional<Long> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).number()) : Optional.empty();
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        return visit.page("audit", new AuditPage(visit.frame("Audit trail"), shown, next, typed(visit.form())));
    }

    private static AuditPage.Typed typed(Form form) {
        return new AuditPage.Typed(
                form.text("account"),
                form.text("actor"),
                form.text("verb"),
                form.text("outcome"),
                form.text("from"),
                form.text("to"));
    }

    private static AuditFilter filter(Visit visit) throws BadField {
        Form form = visit.form();
        var wanted = new AuditFilter(
                account(form),
                form.maybe("actor"),
                verb(form),
                ending(form),
                day(form, "from").orElse(Instant.MIN),
                day(form, "to").map(AuditPages::after).orElse(Instant.MAX));
        return own(visit, wanted);
    }

    private static AuditFilter own(Visit visit, AuditFilter wanted) {
        return visit.user().account().map(wanted::of).orElse(wanted);
    }

    private static Optional<AccountId> account(Form form) throws BadField {
        Optional<String> text = form.maybe("account");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(
                AccountId.parse(text.get()).orElseThrow(() -> new BadField("Account: please give its number.")));
    }

    private static Optional<Verb> verb(Form form) throws BadField {
        Optional<String> word = form.maybe("verb");
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(Verb.of(word.get()).orElseThrow(() -> new BadField("Action: please choose one.")));
    }

    private static Optional<Ending.Kind> ending(Form form) throws BadField {
        Optional<String> word = form.maybe("outcome");
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(Ending.Kind.of(word.get()).orElseThrow(() -> new BadField("Outcome: please choose one.")));
    }

    private static Optional<Instant> day(Form form, String name) throws BadField {
        Optional<String> text = form.maybe(name);
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(TimeText.day(text.get()).orElseThrow(() -> new BadField("A day is written as 2026-11-29.")));
    }

    private static Instant after(Instant day) {
        return day.atZone(ZoneOffset.UTC).plusDays(1).toInstant();
    }

    Reply export(Visit visit) {
        try {
            return download.of(visit, filter(visit));
        } catch (BadField bad) {
            return page(visit.with(bad.getMessage()), own(visit, AuditFilter.ALL));
        }
    }
}
