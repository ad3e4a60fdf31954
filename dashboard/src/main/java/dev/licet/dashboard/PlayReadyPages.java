package dev.licet.dashboard;

import dev.licet.dashboard.view.Fact;
import dev.licet.dashboard.view.PlayReadyPage;
import dev.licet.dashboard.view.Times;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.http.Reply;
import dev.licet.storage.credential.PlayReadyAdministration;
import dev.licet.storage.credential.PlayReadyOverview;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who makes the PlayReady licenses of an account, and what its packagers write into content headers. Only who runs
/// the installation may change it, because it says where this machine sends requests. Secrets go in and never come out.
final class PlayReadyPages {
    private final PlayReadyAdministration administration;
    private final PlayReadySetups setups;
    private final boolean showsCertificate;

    /// @param showsCertificate whether license makers that ask for a certificate are shown one
    PlayReadyPages(PlayReadyAdministration administration, PlayReadySetups setups, boolean showsCertificate) {
        this.administration = administration;
        this.setups = setups;
        this.showsCertificate = showsCertificate;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.OPERATOR,
                this::show,
                Map.of(
                        "set",
                        Area.does(Verb.PLAYREADY_SET, this::set),
                        "announce",
                        Area.does(Verb.PLAYREADY_LA_URL, this::announce),
                        "remove",
                        Area.does(Verb.PLAYREADY_REMOVE, this::remove)));
    }

    Reply show(Visit visit) {
        var found = Found.by(() -> administration.show(visit.accountId(), visit.environment()));
        var facts = found.entry().map(PlayReadyPages::facts).orElse(List.of());
        var shown = new PlayReadyPage.Shown(facts, found.damaged(), showsCertificate);
        return visit.page("playready", new PlayReadyPage(visit.frame("PlayReady"), shown, typed(visit, found.entry())));
    }

    private static List<Fact> facts(PlayReadyOverview entry) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("License maker", entry.kind().orElse("none")));
        entry.url().ifPresent(url -> facts.add(new Fact("Address", url)));
        String names = String.join(", ", entry.names());
        boolean secrets = entry.kind().equals(Optional.of(PlayReadyBackEnd.Handler.WORD));
        if (!names.isEmpty()) facts.add(new Fact(secrets ? "Secrets, the first encrypts" : "Headers", names));
        facts.add(new Fact("LA_URL of content headers", entry.acquisitionUrl().orElse("none")));
        facts.add(new Fact("Set (UTC)", Times.shown(entry.changed())));
        return facts;
    }

    /// What was just refused, so that it can be mended, or else what is set; an address of the page fills in nothing.
    private static PlayReadyPage.Typed typed(Visit visit, Optional<PlayReadyOverview> entry) {
        var names = entry.map(PlayReadyOverview::names).orElse(List.of());
        String announced = entry.flatMap(PlayReadyOverview::acquisitionUrl).orElse("");
        Form form = visit.form();
        if (visit.problem().isPresent() && form.maybe("kind").isPresent()) {
            return new PlayReadyPage.Typed(form.text("kind"), form.text("url"), names, announced);
        }
        return new PlayReadyPage.Typed(
                entry.flatMap(PlayReadyOverview::kind).orElse(""),
                entry.flatMap(PlayReadyOverview::url).orElse(""),
                names,
                visit.problem().isPresent() ? form.text("announced") : announced);
    }

    /// What is set now; none when its row does not open, for then nothing of it can stay.
    private Optional<PlayReadyBackEnd> present(Visit visit) {
        return Found.by(() -> setups.of(visit.accountId(), visit.environment()).backEnd())
                .entry();
    }

    Reply set(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        PlayReadyBackEnd wanted = new PlayReadyForm(visit.form(), present(visit)).read();
        visit.aboutEnvironment(wanted.word());
        BadField.done(administration.set(visit.accountId(), visit.environment(), wanted));
        return visit.after(Note.MAKER_SET);
    }

    Reply announce(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        BadField.done(administration.announce(visit.accountId(), visit.environment(), announced(visit.form())));
        return visit.after(Note.ANNOUNCED);
    }

    private static Optional<URI> announced(Form form) throws BadField {
        Optional<String> text = form.maybe("announced");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(GivenUpstream.announced("the LA_URL", text.get()));
        } catch (BadCredential bad) {
            throw new BadField(BadField.sentence(bad.getMessage()));
        }
    }

    Reply remove(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        visit.form().confirmed(visit.accountId().toString(), "Remove");
        BadField.done(administration.remove(visit.accountId(), visit.environment()));
        return visit.after(Note.MAKER_REMOVED);
    }
}
