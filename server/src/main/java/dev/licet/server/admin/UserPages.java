package dev.licet.server.admin;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.AccountId;
import dev.licet.server.admin.view.PasswordPage;
import dev.licet.server.admin.view.UserPage;
import dev.licet.server.http.Reply;
import dev.licet.storage.DashboardUsers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Who may sign in, and one's own password.
final class UserPages {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 1024;

    private final DashboardWorld world;

    UserPages(DashboardWorld world) {
        this.world = world;
    }

    Reply list(Visit visit) {
        return visit.page(
                "users", new UserPage(visit.frame("Users"), world.data().users().list()));
    }

    Reply create(Visit visit) throws BadField {
        Form form = visit.form();
        String name = DashboardUsers.name(form.required("name", "Name"))
                .orElseThrow(() -> new BadField("Name: 1 to 64 letters, digits or . _ @ -"));
        Optional<AccountId> account = account(form);
        SecretBytes password = password(form, "password");
        world.audit(visit, "create user", name + account.map(id -> " of " + id).orElse(", operator"));
        BadField.done(world.data().users().create(name, account, password));
        return visit.after(Note.USER_ENABLED);
    }

    private static Optional<AccountId> account(Form form) throws BadField {
        Optional<String> text = form.maybe("account");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(AccountId.parse(text.get())
                .orElseThrow(() -> new BadField("Account: please give its number, or nothing for an operator.")));
    }

    private static SecretBytes password(Form form, String field) throws BadField {
        String typed = form.parameters().first(field).orElse("");
        if (typed.length() < SHORTEST || typed.length() > LONGEST) {
            throw new BadField("Password: please take at least " + SHORTEST + " characters.");
        }
        return SecretBytes.taking(typed.getBytes(StandardCharsets.UTF_8));
    }

    Reply enable(Visit visit) throws BadField {
        return enable(visit, true);
    }

    Reply disable(Visit visit) throws BadField {
        return enable(visit, false);
    }

    private Reply enable(Visit visit, boolean on) throws BadField {
        String name = visit.form().required("name", "Name");
        if (!on && name.equals(visit.user().name())) throw new BadField("You cannot switch yourself off.");
        world.audit(visit, on ? "enable user" : "disable user", name);
        BadField.done(world.data().users().enable(name, on));
        return visit.after(on ? Note.USER_ENABLED : Note.USER_DISABLED);
    }

    Reply password(Visit visit) {
        return visit.page("password", new PasswordPage(visit.frame("Password")));
    }

    Reply changePassword(Visit visit) throws BadField {
        String old = visit.form().parameters().first("old").orElse("");
        SecretBytes wanted = password(visit.form(), "password");
        String name = visit.user().name();
        var known = world.data().users().authenticate(name, SecretBytes.taking(old.getBytes(StandardCharsets.UTF_8)));
        if (known.isEmpty()) throw new BadField("Present password: this is another one.");
        world.audit(visit, "change password", name);
        BadField.done(world.data().users().password(name, wanted));
        return Pages.seeOther(SignInPages.PATH + "?note=" + Note.PASSWORD_CHANGED.name());
    }
}
