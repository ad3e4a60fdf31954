package dev.licet.dashboard;

import dev.licet.dashboard.view.Fact;
import dev.licet.dashboard.view.Times;
import dev.licet.dashboard.view.WidevinePage;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnds;
import dev.licet.drm.UpstreamReport;
import dev.licet.drm.system.WidevineUpstreamCheck;
import dev.licet.http.Reply;
import dev.licet.storage.credential.WidevineBackEndAdministration;
import dev.licet.storage.credential.WidevineBackEndOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who makes the Widevine licenses of an account. Only operators of the installation may change it, because it says
/// where this machine sends requests. Secrets go in and never come out.
final class WidevinePages {
    private final WidevineBackEndAdministration administration;
    private final WidevineBackEnds backEnds;
    private final WidevineUpstreamCheck upstreams;

    WidevinePages(
            WidevineBackEndAdministration administration, WidevineBackEnds backEnds, WidevineUpstreamCheck upstreams) {
        this.administration = administration;
        this.backEnds = backEnds;
        this.upstreams = upstreams;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.OPERATOR,
                this::show,
                Map.of(
                        "set",
                        Area.does(Verb.WIDEVINE_BACKEND_SET, this::set),
                        "try",
                        Area.waits(Verb.WIDEVINE_BACKEND_TEST, this::attempt),
                        "remove",
                        Area.does(Verb.WIDEVINE_BACKEND_REMOVE, this::remove)));
    }

    Reply show(Visit visit) {
        return page(visit, Optional.empty());
    }

    private Reply page(Visit visit, Optional<WidevinePage.Attempt> attempt) {
        var found = Found.by(() -> administration.show(visit.accountId(), visit.environment()));
        var facts = found.entry().map(WidevinePages::facts).orElse(List.of());
        var typed = typed(visit, found.entry());
        return visit.page(
                "widevine", new WidevinePage(visit.frame("Widevine"), facts, found.damaged(), typed, attempt));
    }

    private static List<Fact> facts(WidevineBackEndOverview entry) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Back end", entry.kind()));
        entry.url().ifPresent(url -> facts.add(new Fact("Address", url)));
        entry.provider().ifPresent(provider -> facts.add(new Fact("Provider", provider)));
        if (!entry.headers().isEmpty()) facts.add(new Fact("Headers", String.join(", ", entry.headers())));
        if (entry.unread()) facts.add(new Fact("Requests that cannot be read here", "are sent there too"));
        facts.add(new Fact("Set (UTC)", Times.shown(entry.changed())));
        return facts;
    }

    /// What was just refused, so that it can be mended, or else what is set. An address of the page fills in
    /// nothing: a link could otherwise bring somebody else's license server into the form.
    private static WidevinePage.Typed typed(Visit visit, Optional<WidevineBackEndOverview> entry) {
        var headers = entry.map(WidevineBackEndOverview::headers).orElse(List.of());
        if (visit.problem().isPresent() && visit.form().maybe("kind").isPresent()) {
            Form form = visit.form();
            return new WidevinePage.Typed(
                    form.text("kind"), form.text("url"), form.text("provider"), headers, form.isTicked("unread"));
        }
        return new WidevinePage.Typed(
                entry.map(WidevineBackEndOverview::kind).orElse(""),
                entry.flatMap(WidevineBackEndOverview::url).orElse(""),
                entry.flatMap(WidevineBackEndOverview::provider).orElse(""),
                headers,
                entry.filter(WidevineBackEndOverview::unread).isPresent());
    }

    /// What is set now; none when its row does not open, for then nothing of it can stay.
    private Optional<WidevineBackEnd> present(Visit visit) {
        return Found.by(() -> backEnds.of(visit.accountId(), visit.environment()))
                .entry();
    }

    Reply set(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        WidevineBackEnd wanted = new BackEndForm(visit.form(), present(visit)).read();
        visit.aboutEnvironment(wanted.words());
        BadField.done(administration.set(visit.accountId(), visit.environment(), wanted));
        return visit.after(Note.BACK_END_SET);
    }

    Reply attempt(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        WidevineBackEnd backEnd = present(visit).orElseThrow(() -> new BadField("There is no back end to try."));
        UpstreamReport report = upstreams.certificate(backEnd);
        visit.aboutEnvironment(report.works() ? "it works" : report.reason());
        var facts = new ArrayList<Fact>();
        new TreeMap<>(report.facts()).forEach((name, value) -> facts.add(new Fact(name, value)));
        String words = BadField.sentence(report.reason());
        return page(visit, Optional.of(new WidevinePage.Attempt(report.works(), words, facts)));
    }

    Reply remove(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        visit.form().confirmed(visit.accountId().toString(), "Remove");
        BadField.done(administration.remove(visit.accountId(), visit.environment()));
        return visit.after(Note.BACK_END_REMOVED);
    }
}
