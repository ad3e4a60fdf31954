package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.view.Frame;
import dev.licet.dashboard.view.SignIn;
import dev.licet.domain.audit.Ending;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.dashboard.DashboardData;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.Optional;

/// In and out. Before somebody signs in the cookie holds a secret that belongs to no session; it protects the form.
final class SignInPages {
    static final String PATH = "/admin/sign-in";
    private static final String WRONG = "This name and password do not belong together.";
    private static final String STALE = "The page was open for too long. Please try again.";

    private final Entrance entrance;
    private final DashboardData data;
    private final Cookies cookies;
    private final Deeds deeds;
    private final Passwords passwords;
    private final boolean openId;

    /// @param openId whether people may also sign in at another service
    SignInPages(Entrance entrance, Passwords passwords, boolean openId) {
        this.entrance = entrance;
        this.data = entrance.data();
        this.cookies = entrance.cookies();
        this.deeds = entrance.deeds();
        this.passwords = passwords;
        this.openId = openId;
    }

    Reply answer(Request request, Form form) {
        return request.method().equals("POST") ? enter(request, form) : show(request, form);
    }

    private Reply show(Request request, Form form) {
        return page(200, request, form.maybe("note").flatMap(Note::named).map(Note::words), Optional.empty());
    }

    private Reply page(int status, Request request, Optional<String> note, Optional<String> problem) {
        Optional<SecretBytes> sent = cookies.read(request);
        SecretBytes secret = sent.orElseGet(entrance::secret);
        var frame = Frame.outside("Sign in", new Frame.OutsideForm(PATH, Cookies.formToken(secret), note), problem);
        return cookies.set(Pages.page(status, "signin", new SignIn(frame, openId)), secret);
    }

    private Reply refused(int status, Request request, String words) {
        return page(status, request, Optional.empty(), Optional.of(words));
    }

    private Reply enter(Request request, Form form) {
        Optional<SecretBytes> secret = cookies.read(request);
        if (secret.isEmpty() || !Cookies.isOurs(secret.get(), form)) return refused(403, request, STALE);
        var visitor = new Visitor(request, cookies, data.browsers());
        String name = form.text("name");
        return switch (passwords.check(visitor.guess(name), visitor.asker(), form, "password")) {
            case Passwords.Check.Right(DashboardUser user) -> entered(request, user);
            case Passwords.Check.Wrong() -> keptOut(request, form, refused(401, request, WRONG));
            case Passwords.Check.TooOften() ->
                keptOut(request, form, refused(429, request, Passwords.LATER).with("Retry-After", Passwords.PAUSE));
        };
    }

    private Reply entered(Request request, DashboardUser user) {
        Reply reply = cookies.set(Pages.seeOther("/admin"), data.sessions().open(user));
        deeds.signedIn(request, user, "password");
        return reply;
    }

    /// The page says less than the trail: neither whether there is such a user, nor whether they are switched
    /// off.
    private Reply keptOut(Request request, Form form, Reply reply) {
        Optional<DashboardUser> meant = data.users().find(form.text("name"));
        String reason = reply.status() == 429
                ? "too many attempts"
                : meant.isEmpty()
                        ? "there is no such user"
                        : meant.get().enabled()
                                ? "wrong password"
                                : "the user is switched off, or the password is wrong";
        deeds.keptOut(request, meant, "password", new Ending.Refused(reason));
        return reply;
    }

    Reply leave(Request request, DashboardUser user, SecretBytes secret) {
        data.sessions().close(secret);
        deeds.signedOut(request, user);
        return cookies.clear(Pages.seeOther(PATH + "?note=" + Note.SIGNED_OUT.name()));
    }
}
