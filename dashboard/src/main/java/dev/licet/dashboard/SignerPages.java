package dev.licet.dashboard;

import dev.licet.dashboard.view.Secrets;
import dev.licet.dashboard.view.SignersPage;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.dualrun.DualRunReport;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.storage.Database;
import dev.licet.storage.credential.SignerAdministration;
import dev.licet.storage.credential.SignerOverview;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.record.ComparisonSearch;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Who signs requests for keys and licenses of an account, and how another license service answers them. Only who runs
/// the installation may change it: a name is taken for all accounts, and a dual run says where this machine sends keys.
final class SignerPages {
    /// Of which time the comparisons are counted, and how many at most: somebody waits for the page.
    private static final Duration COUNTED = Duration.ofDays(7);

    private static final int MOST_COUNTED = 5_000;

    private final SignerAdministration signers;
    private final ComparisonSearch comparisons;
    private final DashboardParts.Tools tools;
    private final PublicUrls urls;

    SignerPages(Database database, DashboardParts.Tools tools, PublicUrls urls) {
        this.signers = database.administration().signers();
        this.comparisons = new ComparisonSearch(database.dashboard().records());
        this.tools = tools;
        this.urls = urls;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.OPERATOR,
                this::show,
                Map.of(
                        "create",
                        Area.does(Verb.SIGNER_CREATE, this::create),
                        "rotate",
                        Area.does(Verb.SIGNER_ROTATE, this::rotate),
                        "remove",
                        Area.does(Verb.SIGNER_REMOVE, this::remove),
                        "send",
                        Area.does(Verb.SIGNER_DUAL_RUN_SET, this::send),
                        "end",
                        Area.does(Verb.SIGNER_DUAL_RUN_REMOVE, this::end)));
    }

    Reply show(Visit visit) {
        var found = Found.by(() -> Optional.of(signers.list(visit.accountId(), visit.environment())));
        List<SignersPage.Row> rows = found.entry().orElse(List.of()).stream()
                .map(entry -> row(visit, entry))
                .toList();
        var report = comparisons.newest(
                visit.accountId(), visit.environment(), tools.clock().instant().minus(COUNTED), MOST_COUNTED);
        boolean more = report.count() == MOST_COUNTED;
        return visit.page(
                "signers",
                new SignersPage(
                        visit.frame("Signers"), rows, found.damaged(), new SignersPage.Compared(sums(report), more)));
    }

    private static List<SignersPage.Sum> sums(DualRunReport report) {
        return report.signers().stream().map(SignersPage.Sum::of).toList();
    }

    private SignersPage.Row row(Visit visit, SignerOverview entry) {
        String door = urls.of(visit.environment()) + "/wv/";
        var doors = new SignersPage.Doors(door + "getlicense/" + entry.name(), door + "getcontentkey/" + entry.name());
        return new SignersPage.Row(entry, doors, DualRunForm.typed(visit, entry));
    }

    Reply create(Visit visit) throws BadField {
        return withKey(visit, named(visit), signers::create);
    }

    Reply rotate(Visit visit) throws BadField {
        String name = named(visit);
        visit.form().confirmed(name, "New key");
        return withKey(visit, name, signers::rotate);
    }

    private Reply withKey(Visit visit, String name, Function<Signer, Outcome<Signer>> step) throws BadField {
        var given = new SignerForm(visit.form(), tools.random());
        var signer = new Signer(name, visit.accountId(), visit.environment(), given.key());
        BadField.done(step.apply(signer));
        return given.isMadeHere() ? shown(visit, signer) : visit.after(Note.SIGNER_KEY_SET);
    }

    private static Reply shown(Visit visit, Signer signer) {
        var key = (AesKey) signer.key();
        var secrets = List.of(
                new Secrets.Secret("Signing key of " + signer.name(), key.key().expose(HexFormat.of()::formatHex)),
                new Secrets.Secret("IV of " + signer.name(), key.iv().expose(HexFormat.of()::formatHex)));
        String back = visit.path() + "?environment=" + visit.environment().word();
        return Pages.page(200, "secrets", new Secrets(visit.frame("New signing key"), Secrets.SEALED, secrets, back));
    }

    /// What a change is about is written down even where it is refused; what is no name may be a secret in
    /// the wrong field.
    private static String named(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        String name = visit.form().required("name", "Name");
        if (!Signer.isName(name)) {
            throw new BadField("Name: 1 to 64 letters, digits, points, hyphens and underscores.");
        }
        visit.aboutEnvironment(name);
        return name;
    }

    Reply remove(Visit visit) throws BadField {
        String name = named(visit);
        visit.form().confirmed(name, "Remove");
        BadField.done(signers.remove(visit.accountId(), visit.environment(), name));
        return visit.after(Note.SIGNER_REMOVED);
    }

    Reply send(Visit visit) throws BadField {
        String name = named(visit);
        DualRun wish = new DualRunForm(visit.form()).read();
        visit.aboutEnvironment(name + ": " + wish.words());
        BadField.done(signers.dualRun(visit.accountId(), visit.environment(), name, Optional.of(wish)));
        return visit.after(Note.DUAL_RUN_SET);
    }

    Reply end(Visit visit) throws BadField {
        String name = named(visit);
        BadField.done(signers.dualRun(visit.accountId(), visit.environment(), name, Optional.empty()));
        return visit.after(Note.DUAL_RUN_ENDED);
    }
}
