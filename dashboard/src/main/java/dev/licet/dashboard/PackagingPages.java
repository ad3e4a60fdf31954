package dev.licet.dashboard;

import dev.licet.dashboard.view.PackagedContentPage;
import dev.licet.dashboard.view.PackagingPage;
import dev.licet.domain.key.Kek;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.OnAir;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.domain.record.Event;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What packagers were given, and what is set for them. A value is shown only to who shows the kek that it is
/// kept under,
/// or to an operator who gives the password once more and a reason; both are audited and recorded.
final class PackagingPages {
    private static final int PAGE = 100;

    private final DashboardWorld world;
    private final Passwords passwords;
    private final KeyProvider provider;

    PackagingPages(DashboardWorld world, Passwords passwords) {
        this.world = world;
        this.passwords = passwords;
        var database = world.database();
        var ports = new KeyProvider.Ports(
                database.packagedKeys(),
                database.packagerSeeds(),
                database.packagingSettings(),
                database.playReadySetups(),
                database.ledger());
        this.provider = new KeyProvider(ports, world.clock(), world.random());
    }

    Reply show(Visit visit) {
        Optional<String> contentId = visit.form().maybe("content");
        return contentId.isPresent() ? content(visit, contentId.get(), List.of()) : contents(visit);
    }

    private Reply contents(Visit visit) {
        String after = visit.form().text("after");
        var found = world.database().packagedKeys().contents(visit.accountId(), visit.environment(), after, PAGE + 1);
        Optional<String> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).contentId()) : Optional.empty();
        PackagingOptions options = provider.options(visit.accountId(), visit.environment());
        var rows = found.stream().limit(PAGE).toList();
        return visit.page("packaging", new PackagingPage(visit.frame("Packaging"), options, rows, next));
    }

    private Reply content(Visit visit, String contentId, List<ServedKey> shown) {
        List<PackagedKey> keys = world.database()
                .packagedKeys()
                .ofContent(visit.accountId(), visit.environment(), contentId, OnAir.LOOKED_AT);
        var onAir = new HashSet<>(OnAir.of(keys, world.clock().instant()));
        var rows = keys.stream()
                .map(key -> PackagedContentPage.Row.of(key, onAir.contains(key)))
                .toList();
        String cpix = world.urls().of(visit.environment()) + "/cpix/";
        return visit.page("packaged", PackagedContentPage.of(visit.frame("Packaging"), contentId, rows, shown, cpix));
    }

    Reply options(Visit visit) throws BadField {
        if (!visit.user().isOperator()) throw new BadField("Only an operator may change this.");
        var form = visit.form();
        KeyOrigin origin = KeyOrigin.named(form.text("origin"))
                .orElseThrow(() -> new BadField("Where keys come from: please choose one."));
        SkdForm skd = SkdForm.named(form.text("skd")).orElseThrow(() -> new BadField("skd: please choose one."));
        var register = world.administration().packagers();
        boolean first = origin == KeyOrigin.SEED
                && register.seeds(visit.accountId(), visit.environment()).isEmpty();
        var wanted = new PackagingOptions(origin, skd, tracks(form.text("tracks")));
        visit.aboutEnvironment(origin.word() + ", " + skd.word());
        if (first) BadField.done(register.createSeed(visit.accountId(), visit.environment()));
        BadField.done(register.configure(visit.accountId(), visit.environment(), wanted));
        return visit.after(Note.OPTIONS_SAVED);
    }

    private static TrackRules tracks(String lines) throws BadField {
        var rules = TrackRules.DEFAULT;
        try {
            for (String line : lines.lines().toList()) if (!line.isBlank()) rules = rules.changed(line.strip());
            return rules;
        } catch (IllegalArgumentException unreadable) {
            throw new BadField(BadField.sentence(unreadable.getMessage()));
        }
    }

    Reply reveal(Visit visit) throws BadField {
        String contentId = visit.form().required("content", "Content");
        visit.aboutEnvironment(contentId);
        Optional<String> typed = visit.form().maybe("kek");
        Optional<Kek> kek = typed.flatMap(Kek::parse);
        if (typed.isPresent() && kek.isEmpty()) throw new BadField("kek: please give 32 hexadecimal digits.");
        String reason = kek.isPresent() ? "with the kek" : unlocked(visit);
        List<PackagedKey> keys = world.database()
                .packagedKeys()
                .ofContent(visit.accountId(), visit.environment(), contentId, OnAir.LOOKED_AT);
        List<ServedKey> shown = kek.isPresent() ? opened(visit, keys, kek.get()) : derived(visit, keys);
        if (shown.isEmpty()) throw new BadField("No key of this content can be shown like that.");
        visit.aboutEnvironment(contentId + ": " + reason);
        world.database().ledger().write(read(visit, shown));
        return content(visit, contentId, shown);
    }

    private Event read(Visit visit, List<ServedKey> shown) {
        var kids = shown.stream().map(key -> key.key().kid()).toList();
        return new Event(
                Event.Kind.KEY_READ,
                world.clock().instant(),
                Event.Origin.ofKeys(
                        visit.environment(), visit.accountId(), visit.request().id()),
                Optional.empty(),
                Event.Subject.of(kids),
                Map.of("door", "dashboard"));
    }

    /// A session may have been left open: whoever sits there now must show the password once more.
    private String unlocked(Visit visit) throws BadField {
        if (!visit.user().isOperator()) throw new BadField("Only an operator may see keys without their kek.");
        String reason = visit.form().required("reason", "Reason");
        var visitor = new Visitor(
                visit.request(), new Cookies(world.secure()), world.data().browsers());
        var guess = visitor.guessInside(visit.user().name());
        return switch (passwords.check(guess, visitor.asker(), visit.form(), "password")) {
            case Passwords.Check.Right(DashboardUser user) -> reason;
            case Passwords.Check.Wrong() -> throw new BadField("Password: this is another one.");
            case Passwords.Check.TooOften() -> throw new BadField(Passwords.LATER);
        };
    }

    private List<ServedKey> derived(Visit visit, List<PackagedKey> keys) {
        return keys.stream()
                .flatMap(key -> provider.derived(visit.accountId(), visit.environment(), key).stream())
                .toList();
    }

    private List<ServedKey> opened(Visit visit, List<PackagedKey> keys, Kek kek) {
        var opened = new ArrayList<ServedKey>();
        for (PackagedKey key : keys) {
            world.database()
                    .storedKeys()
                    .findWrapped(visit.accountId(), visit.environment(), key.kid())
                    .flatMap(ek -> provider.opened(key, ek, kek))
                    .ifPresent(opened::add);
        }
        return opened;
    }
}
