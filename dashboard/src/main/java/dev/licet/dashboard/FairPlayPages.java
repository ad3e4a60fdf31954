package dev.licet.dashboard;

import dev.licet.dashboard.view.FairPlayPage;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.credential.FairPlayCheck;
import dev.licet.drm.credential.FairPlayCheck.Finding;
import dev.licet.drm.credential.FairPlayCheck.Verdict;
import dev.licet.drm.credential.InstalledDerivations;
import dev.licet.http.Reply;
import dev.licet.storage.Database;
import dev.licet.storage.credential.FairPlayOverview;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// FairPlay credentials of an account in one environment. A private key or an ASk goes in and never comes out.
final class FairPlayPages {
    private static final Finding DAMAGED =
            new Finding(Verdict.BAD, "credentials of this account do not open: somebody changed a row");

    private final Database database;
    private final InstalledDerivations derivations;
    private final DashboardParts.Tools tools;
    private final FairPlayForm form;

    FairPlayPages(Database database, InstalledDerivations derivations, DashboardParts.Tools tools) {
        this.database = database;
        this.derivations = derivations;
        this.tools = tools;
        this.form = new FairPlayForm(tools.hashing(), derivations);
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.KEEPER,
                this::show,
                Map.of(
                        "add",
                        Area.waits(Verb.FAIRPLAY_ADD, this::add),
                        "remove",
                        Area.does(Verb.FAIRPLAY_REMOVE, this::remove)));
    }

    Reply show(Visit visit) {
        return visit.page("fairplay", new FairPlayPage(visit.frame("FairPlay"), rows(visit), choice(visit)));
    }

    /// A key server is set by command.
    private List<String> choice(Visit visit) {
        return derivations.names(visit.environment()).stream()
                .filter(name -> !name.equals(FairPlayCredential.KSM_HTTP))
                .toList();
    }

    private List<FairPlayPage.Row> rows(Visit visit) {
        var check = new FairPlayCheck(
                visit.environment(), derivations, tools.clock().instant());
        return entries(visit).stream()
                .map(entry -> new FairPlayPage.Row(entry, findings(visit, entry, check)))
                .toList();
    }

    private List<Finding> findings(Visit visit, FairPlayOverview entry, FairPlayCheck check) {
        try {
            return opened(visit, entry).map(check::of).orElse(List.of());
        } catch (StoreDamaged row) {
            return List.of(DAMAGED);
        }
    }

    private Optional<FairPlayCredential> opened(Visit visit, FairPlayOverview entry) {
        return database.fairPlayCredentials().of(visit.accountId(), visit.environment()).stream()
                .filter(known -> known.id() == entry.id())
                .findFirst();
    }

    private List<FairPlayOverview> entries(Visit visit) {
        return database.administration().fairPlay().list().stream()
                .filter(entry -> entry.environment() == visit.environment())
                .filter(entry ->
                        entry.account().filter(visit.accountId()::equals).isPresent())
                .toList();
    }

    private Optional<FairPlayOverview> chosen(Visit visit) {
        String number = visit.form().text("number");
        return entries(visit).stream()
                .filter(entry -> Long.toString(entry.id()).equals(number))
                .findFirst();
    }

    Reply add(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        Optional<Multipart> files = Multipart.read(visit.request());
        if (files.isEmpty()) throw new BadField("Please choose the files again.");
        NewFairPlayCredential credential = form.read(visit, files.get());
        visit.aboutEnvironment("derivation " + credential.derivation());
        BadField.done(database.administration().fairPlay().add(visit.accountId(), visit.environment(), credential));
        return visit.after(Note.CREDENTIALS_ADDED);
    }

    Reply remove(Visit visit) throws BadField {
        visit.aboutEnvironment("number " + visit.form().text("number"));
        FairPlayOverview entry = chosen(visit).orElseThrow(() -> new BadField("There are no such credentials."));
        visit.form().confirmed(Long.toString(entry.id()), "Remove");
        BadField.done(database.administration().fairPlay().remove(entry.id()));
        return visit.after(Note.CREDENTIALS_REMOVED);
    }

    Reply certificate(Visit visit) {
        return chosen(visit)
                .flatMap(entry -> opened(visit, entry))
                .map(FairPlayPages::download)
                .orElseGet(Pages::notFound);
    }

    private static Reply download(FairPlayCredential credential) {
        return Pages.guarded(Reply.of(200, "application/octet-stream", credential.certificate()))
                .with("Content-Disposition", "attachment; filename=\"fairplay-" + credential.id() + ".cer\"");
    }
}
