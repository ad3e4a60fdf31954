package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.view.PasswordPage;
import dev.licet.dashboard.view.UserPage;
import dev.licet.domain.Ascii;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.DashboardUsers;
import java.util.Map;
import java.util.Optional;

/// Who may sign in, and one's own password.
final class UserPages {
    private final DashboardUsers users;
    private final Hashing hashing;
    private final Confirmation confirmation;

    UserPages(DashboardUsers users, Hashing hashing, Confirmation confirmation) {
        this.users = users;
        this.hashing = hashing;
        this.confirmation = confirmation;
    }

    Area area() {
        return new Area(
                Area.Who.OWNER,
                Area.Who.OWNER,
                this::list,
                Map.of(
                        "create",
                        Area.waits(Verb.USER_CREATE, this::create),
                        "role",
                        Area.does(Verb.USER_ROLE, this::assign),
                        "enable",
                        Area.does(Verb.USER_ENABLE, this::enable),
                        "disable",
                        Area.does(Verb.USER_DISABLE, this::disable)));
    }

    Area areaOfPassword() {
        return new Area(
                Area.Who.EVERYBODY,
                Area.Who.EVERYBODY,
                this::password,
                Map.of("change", Area.waits(Verb.USER_PASSWORD, this::changePassword)));
    }

    Reply list(Visit visit) {
        return visit.page("users", new UserPage(visit.frame("Users"), users.list()));
    }

    Reply create(Visit visit) throws BadField {
        Form form = visit.form();
        String name = DashboardUsers.name(form.required("name", "Name"))
                .orElseThrow(() -> new BadField("Name: 1 to 255 letters, digits or . _ @ + | : -"));
        Optional<AccountId> account = account(form);
        Role role = role(form);
        SecretBytes password = Passwords.chosen(form, "password");
        try {
            visit.subject().is(new Target(account, Optional.empty(), name + ", " + role.word()));
            BadField.done(hashing.of(visit.asker(), () -> users.create(name, account, role, password)));
        } finally {
            password.wipe();
        }
        return visit.after(Note.USER_ENABLED);
    }

    private static Optional<AccountId> account(Form form) throws BadField {
        Optional<String> text = form.maybe("account");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(AccountId.parse(text.get())
                .orElseThrow(() -> new BadField("Account: please give its number, or nothing for an operator.")));
    }

    private static Role role(Form form) throws BadField {
        return Role.named(form.text("role")).orElseThrow(() -> new BadField("Role: please choose one."));
    }

    Reply assign(Visit visit) throws BadField {
        String name = visit.form().required("name", "Name");
        visit.about(name);
        Role role = role(visit.form());
        visit.about(name + ", " + role.word());
        BadField.done(users.assign(name, role));
        return visit.after(Note.USER_ROLE);
    }

    Reply enable(Visit visit) throws BadField {
        return enable(visit, true);
    }

    Reply disable(Visit visit) throws BadField {
        return enable(visit, false);
    }

    private Reply enable(Visit visit, boolean on) throws BadField {
        String name = visit.form().required("name", "Name");
        visit.about(name);
        if (!on && Ascii.same(name, visit.user().name())) throw new BadField("You cannot switch yourself off.");
        if (!on) visit.form().confirmed(name, "Switch off");
        BadField.done(users.enable(name, on));
        return visit.after(on ? Note.USER_ENABLED : Note.USER_DISABLED);
    }

    Reply password(Visit visit) {
        return visit.page("password", new PasswordPage(visit.frame("Password")));
    }

    Reply changePassword(Visit visit) throws BadField {
        SecretBytes wanted = Passwords.chosen(visit.form(), "password");
        try {
            confirmation.require(visit, "old", "Present password");
            String name = visit.user().name();
            visit.about(name);
            BadField.done(hashing.of(visit.asker(), () -> users.password(name, wanted)));
        } finally {
            wanted.wipe();
        }
        return Pages.seeOther(SignInPages.PATH + "?note=" + Note.PASSWORD_CHANGED.name());
    }
}
