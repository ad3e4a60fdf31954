package dev.licet.dashboard;

import dev.licet.dashboard.view.PackagedContentPage;
import dev.licet.dashboard.view.PackagingPage;
import dev.licet.domain.Thrown;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.http.PublicUrls;
import dev.licet.http.Reply;
import dev.licet.storage.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What packagers were given, and what is set for them. A value is shown only to who shows the kek that it is
/// kept under, or to an operator who gives the password once more and a reason; both are audited and recorded.
final class PackagingPages {
    private static final int PAGE = 100;

    private final Database database;
    private final PackagedContents contents;
    private final PublicUrls urls;
    private final Confirmation confirmation;

    PackagingPages(Database database, PackagedContents contents, PublicUrls urls, Confirmation confirmation) {
        this.database = database;
        this.contents = contents;
        this.urls = urls;
        this.confirmation = confirmation;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.KEEPER,
                this::show,
                Map.of(
                        "options",
                        Area.does(Verb.PACKAGER_OPTIONS, this::options).by(Area.Who.OPERATOR),
                        "reveal",
                        Area.waits(Verb.KEY_SHOW, this::reveal)));
    }

    Reply show(Visit visit) {
        Optional<String> contentId = visit.form().maybe("content");
        return contentId.isPresent() ? content(visit, contentId.get(), List.of()) : contents(visit);
    }

    private Reply contents(Visit visit) {
        String after = visit.form().text("after");
        var found = database.packagedKeys().contents(visit.accountId(), visit.environment(), after, PAGE + 1);
        Optional<String> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).contentId()) : Optional.empty();
        PackagingOptions options = contents.provider().options(visit.accountId(), visit.environment());
        var rows = found.stream().limit(PAGE).toList();
        return visit.page("packaging", new PackagingPage(visit.frame("Packaging"), options, rows, next));
    }

    private Reply content(Visit visit, String contentId, List<ServedKey> shown) {
        List<PackagedKey> keys = contents.keys(visit, contentId);
        var onAir = contents.onAir(keys);
        var rows = keys.stream()
                .map(key -> PackagedContentPage.Row.of(key, onAir.contains(key)))
                .toList();
        String cpix = urls.of(visit.environment()) + "/cpix/";
        return visit.page(
                "packaged",
                PackagedContentPage.of(
                        visit.frame("Packaging"), contentId, rows, new PackagedContentPage.Values(cpix, shown)));
    }

    Reply options(Visit visit) throws BadField {
        var form = visit.form();
        KeyOrigin origin = KeyOrigin.named(form.text("origin"))
                .orElseThrow(() -> new BadField("Where keys come from: please choose one."));
        SkdForm skd = SkdForm.named(form.text("skd")).orElseThrow(() -> new BadField("skd: please choose one."));
        var register = database.administration().packagers();
        var seeds = database.administration().packagerSeeds();
        boolean first = origin == KeyOrigin.SEED
                && seeds.list(visit.accountId(), visit.environment()).isEmpty();
        var wanted = new PackagingOptions(origin, skd, tracks(form.text("tracks")));
        visit.aboutEnvironment(wanted.changesFrom(register.options(visit.accountId(), visit.environment())));
        if (first) BadField.done(seeds.create(visit.accountId(), visit.environment()));
        BadField.done(register.configure(visit.accountId(), visit.environment(), wanted));
        return visit.after(Note.OPTIONS_SAVED);
    }

    private static TrackRules tracks(String lines) throws BadField {
        var rules = TrackRules.DEFAULT;
        try {
            for (String line : lines.lines().toList()) if (!line.isBlank()) rules = rules.changed(line.strip());
            return rules;
        } catch (IllegalArgumentException unreadable) {
            throw new BadField(BadField.sentence(Thrown.words(unreadable)));
        }
    }

    Reply reveal(Visit visit) throws BadField {
        String contentId = visit.form().required("content", "Content");
        visit.aboutEnvironment(contentId);
        Optional<String> typed = visit.form().maybe("kek");
        Optional<Kek> kek = typed.flatMap(Kek::parse);
        if (typed.isPresent() && kek.isEmpty()) throw new BadField("kek: please give 32 hexadecimal digits.");
        String reason = kek.isPresent() ? "with the kek" : confirmed(visit);
        List<PackagedKey> keys = contents.keys(visit, contentId);
        List<ServedKey> shown = contents.reveal(visit, keys, kek);
        if (shown.isEmpty()) throw new BadField("No key of this content can be shown like that.");
        visit.aboutEnvironment(contentId + ": " + reason);
        return content(visit, contentId, shown);
    }

    private String confirmed(Visit visit) throws BadField {
        if (!Area.Who.OPERATOR.admits(visit.user()))
            throw new BadField("Only an operator may see keys without their kek.");
        String reason = visit.form().required("reason", "Reason");
        confirmation.require(visit, "password", "Password");
        return reason;
    }
}
