package dev.licet.dashboard;

import dev.licet.dashboard.view.AccountList;
import dev.licet.dashboard.view.AccountPage;
import dev.licet.dashboard.view.Secrets;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Accounts and their options.
final class AccountPages {
    private static final int PAGE = 50;
    private static final String MOST = "Redemptions per token";

    private final AccountAdministration accounts;

    AccountPages(AccountAdministration accounts) {
        this.accounts = accounts;
    }

    Area area() {
        return new Area(
                Area.Who.EVERYBODY,
                Area.Who.OPERATOR,
                this::list,
                Map.of("create", Area.does(Verb.ACCOUNT_CREATE, this::create)));
    }

    Area areaOfOne() {
        return new Area(
                Area.Who.EVERYBODY,
                Area.Who.OPERATOR,
                this::show,
                Map.of(
                        "enable",
                        Area.does(Verb.ACCOUNT_ENABLE, this::enable),
                        "disable",
                        Area.does(Verb.ACCOUNT_DISABLE, this::disable),
                        "rename",
                        Area.does(Verb.ACCOUNT_RENAME, this::rename),
                        "options",
                        Area.does(Verb.ACCOUNT_OPTIONS, this::options)));
    }

    Reply list(Visit visit) {
        List<AccountOverview> found = visible(visit);
        Optional<Long> next =
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).id().value()) : Optional.empty();
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        return visit.page("accounts", new AccountList(visit.frame("Accounts"), shown, next));
    }

    private List<AccountOverview> visible(Visit visit) {
        Optional<AccountId> only = visit.user().account();
        if (only.isPresent()) return accounts.find(only.get()).stream().toList();
        long after = visit.form()
                .maybe("after")
                .flatMap(AccountId::parse)
                .map(AccountId::value)
                .orElse(0L);
        return accounts.list(after, PAGE + 1);
    }

    Reply create(Visit visit) throws BadField {
        Form form = visit.form();
        visit.about(form.text("name"));
        var wish = NewAccount.named(form.required("name", "Name"));
        Optional<String> number = form.maybe("number");
        if (number.isPresent()) wish = wish.withId(chosen(number.get()));
        if (form.maybe("profile").isPresent()) wish = wish.withProfile(profile(form));
        boolean counted = form.maybe("units").isPresent();
        if (counted && !Area.Who.TREASURER.admits(visit.user())) throw new BadField("Units: not with your role.");
        if (counted) wish = wish.withProductionUnits(form.number("units", "Units"));
        CreatedAccount made = BadField.done(accounts.create(wish));
        visit.subject().is(visit.subject().target().of(made.id()));
        return shown(visit, made);
    }

    private static Reply shown(Visit visit, CreatedAccount made) {
        var secrets = List.of(
                Secrets.authenticator(Environment.TEST, made.test().reveal()),
                Secrets.authenticator(Environment.PRODUCTION, made.production().reveal()));
        String back = "/admin/accounts/" + made.id();
        return Pages.page(
                200, "secrets", new Secrets(visit.frame("Account " + made.id()), Secrets.HASHED, secrets, back));
    }

    private static AccountId chosen(String text) throws BadField {
        return AccountId.parse(text)
                .orElseThrow(() -> new BadField("Number: please give one from 1 to " + AccountId.MAX + "."));
    }

    Reply show(Visit visit) {
        Options options = visit.account().options();
        return visit.page(
                "account",
                AccountPage.of(visit.frame("Account"), options, visit.account().balance(), Names::of));
    }

    Reply enable(Visit visit) throws BadField {
        return enable(visit, true);
    }

    /// What stops working is said beside the button; whoever types the number has read which account it is.
    Reply disable(Visit visit) throws BadField {
        visit.form().confirmed(visit.accountId().toString(), "Switch off");
        return enable(visit, false);
    }

    private Reply enable(Visit visit, boolean on) throws BadField {
        BadField.done(accounts.enable(visit.accountId(), on));
        return visit.after(on ? Note.ACCOUNT_ENABLED : Note.ACCOUNT_DISABLED);
    }

    Reply rename(Visit visit) throws BadField {
        String name = visit.form().required("name", "Name");
        visit.about(name);
        BadField.done(accounts.rename(visit.accountId(), name));
        return visit.after(Note.ACCOUNT_RENAMED);
    }

    Reply options(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        Options wanted = read(visit.form());
        visit.aboutEnvironment(wanted.changesFrom(visit.account().options()));
        BadField.done(accounts.configure(visit.accountId(), visit.environment(), wanted));
        return visit.after(Note.OPTIONS_SAVED);
    }

    private static Options read(Form form) throws BadField {
        try {
            return new Options(
                    drms(form),
                    profile(form),
                    form.time("life", "Life of a token"),
                    form.time("window", "Redemption window"),
                    form.maybe("most").isEmpty() ? OptionalInt.empty() : OptionalInt.of(most(form)));
        } catch (IllegalArgumentException outOfRange) {
            throw new BadField("Please check the options: " + outOfRange.getMessage() + ".");
        }
    }

    private static int most(Form form) throws BadField {
        long number = form.number("most", MOST);
        if (number < 1 || number > 1_000_000_000) throw new BadField(MOST + ": please give 1 or more.");
        return (int) number;
    }

    private static Set<Drm> drms(Form form) {
        var drms = EnumSet.noneOf(Drm.class);
        for (Drm drm : Drm.values()) if (form.isTicked("drm-" + drm.path())) drms.add(drm);
        return drms;
    }

    private static Profile profile(Form form) throws BadField {
        return Stream.of(Profile.values())
                .filter(profile -> profile.name().equals(form.text("profile")))
                .findFirst()
                .orElseThrow(() -> new BadField("Profile: please choose one."));
    }
}
