package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.view.PasswordPage;
import dev.licet.dashboard.view.UserPage;
import dev.licet.domain.Ascii;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.DashboardUsers;
import java.util.Optional;

/// Who may sign in, and one's own password.
final class UserPages {
    private final DashboardWorld world;
    private final Passwords passwords;
    private final Hashing hashing;

    UserPages(DashboardWorld world, Passwords passwords) {
        this.world = world;
        this.passwords = passwords;
        this.hashing = world.hashing();
    }

    Reply list(Visit visit) {
        return visit.page(
                "users", new UserPage(visit.frame("Users"), world.data().users().list()));
    }

    Reply create(Visit visit) throws BadField {
        Form form = visit.form();
        String name = DashboardUsers.name(form.required("name", "Name"))
                .orElseThrow(() -> new BadField("Name: 1 to 255 letters, digits or . _ @ + | : -"));
        Optional<AccountId> account = account(form);
        SecretBytes password = Passwords.chosen(form, "password");
        try {
            visit.subject().is(new Target(account, Optional.empty(), name + (account.isEmpty() ? ", operator" : "")));
            BadField.done(hashing.of(visit.asker(), () -> world.data().users().create(name, account, password)));
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
        BadField.done(world.data().users().enable(name, on));
        return visit.after(on ? Note.USER_ENABLED : Note.USER_DISABLED);
    }

    Reply password(Visit visit) {
        return visit.page("password", new PasswordPage(visit.frame("Password")));
    }

    Reply changePassword(Visit visit) throws BadField {
        SecretBytes wanted = Passwords.chosen(visit.form(), "password");
        try {
            String name = owner(visit);
            visit.about(name);
            BadField.done(hashing.of(visit.asker(), () -> world.data().users().password(name, wanted)));
        } finally {
            wanted.wipe();
        }
        return Pages.seeOther(SignInPages.PATH + "?note=" + Note.PASSWORD_CHANGED.name());
    }

    /// A session may have been left open: whoever sits there now must show the password once more.
    private String owner(Visit visit) throws BadField {
        var visitor = new Visitor(
                visit.request(), new Cookies(world.secure()), world.data().browsers());
        var guess = visitor.guessInside(visit.user().name());
        return switch (passwords.check(guess, visitor.asker(), visit.form(), "old")) {
            case Passwords.Check.Right(DashboardUser user) -> user.name();
            case Passwords.Check.Wrong() -> throw new BadField("Present password: this is another one.");
            case Passwords.Check.TooOften() -> throw new BadField(Passwords.LATER);
        };
    }
}
