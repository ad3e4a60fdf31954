package dev.licet.server.admin;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.server.admin.view.Frame;
import dev.licet.server.admin.view.SignIn;
import dev.licet.server.http.Reply;
import dev.licet.server.http.Request;
import dev.licet.storage.DashboardData;
import dev.licet.storage.DashboardSessions;
import dev.licet.storage.DashboardUser;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// In and out. Before somebody signs in the cookie holds a secret that belongs to no session; it protects the form.
final class SignInPages {
    static final String PATH = "/admin/sign-in";
    private static final int PASSWORDS_AT_ONCE = 2;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1024;
    private static final String WRONG = "This name and password do not belong together.";
    private static final String LATER = "Too many attempts. Please wait a few minutes.";
    private static final String STALE = "The page was open for too long. Please try again.";

    private final DashboardData data;
    private final Cookies cookies;
    private final SecureRandom random;
    private final boolean openId;
    private final Attempts attempts;
    private final Semaphore passwords = new Semaphore(PASSWORDS_AT_ONCE);

    SignInPages(DashboardWorld world, Cookies cookies) {
        this.data = world.data();
        this.cookies = cookies;
        this.random = world.random();
        this.openId = world.openId().isPresent();
        this.attempts = new Attempts(world.clock());
    }

    Reply show(Request request, Form form) {
        return page(200, request, form.maybe("note").flatMap(Note::named).map(Note::words), Optional.empty());
    }

    private Reply page(int status, Request request, Optional<String> note, Optional<String> problem) {
        Optional<SecretBytes> sent = cookies.read(request);
        SecretBytes secret = sent.orElseGet(() -> SecretBytes.random(random, DashboardSessions.SECRET_BYTES));
        var frame = new Frame(
                "Sign in",
                Optional.empty(),
                Optional.empty(),
                Environment.TEST,
                PATH,
                Cookies.formToken(secret),
                note,
                problem);
        return cookies.set(Pages.page(status, "signin", new SignIn(frame, openId)), secret);
    }

    private Reply refused(int status, Request request, String words) {
        return page(status, request, Optional.empty(), Optional.of(words));
    }

    Reply enter(Request request, Form form) {
        Optional<SecretBytes> secret = cookies.read(request);
        if (secret.isEmpty() || !Cookies.isOurs(secret.get(), form)) return refused(403, request, STALE);
        String name = form.text("name");
        if (name.length() > LONGEST_NAME) return refused(401, request, WRONG);
        if (!attempts.admits(name)) return refused(429, request, LATER);
        Optional<DashboardUser> user = checked(name, form);
        if (user.isEmpty()) return refused(401, request, WRONG);
        attempts.succeeded(name);
        data.audit().write(user.get().name(), user.get().account(), "sign in", "");
        return cookies.set(Pages.seeOther("/admin"), data.sessions().open(user.get()));
    }

    /// Passwords are slow on purpose, so few are looked at together.
    private Optional<DashboardUser> checked(String name, Form form) {
        String typed = form.parameters().first("password").orElse("");
        if (typed.length() > LONGEST_PASSWORD) return Optional.empty();
        var password = SecretBytes.taking(typed.getBytes(StandardCharsets.UTF_8));
        passwords.acquireUninterruptibly();
        try {
            return data.users().authenticate(name, password);
        } finally {
            passwords.release();
            password.wipe();
        }
    }

    Reply leave(SecretBytes secret) {
        data.sessions().close(secret);
        return cookies.clear(Pages.seeOther(PATH + "?note=" + Note.SIGNED_OUT.name()));
    }
}
