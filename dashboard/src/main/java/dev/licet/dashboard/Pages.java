package dev.licet.dashboard;

import dev.licet.dashboard.view.Frame;
import dev.licet.dashboard.view.Message;
import dev.licet.http.Reply;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Optional;

/// Pages from templates. Whatever they show is escaped for the place where it stands.
final class Pages {
    /// Nothing but our own files; no script or style inside a page; no frame around it.
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "dev.licet.dashboard.html");

    private Pages() {}

    /// The same page, which may play films and ask that address for licenses.
    static Reply playing(Reply page, String licenses) {
        String connect = "connect-src 'self'";
        return page.with(
                "Content-Security-Policy", POLICY.replace(connect, connect + " " + licenses + "; media-src blob:"));
    }

    /// @param template its file without the ending
    /// @param model    what it shows
    static Reply page(int status, String template, Object model) {
        var html = new StringOutput(16 * 1024);
        ENGINE.render(template + ".jte", model, html);
        return guarded(Reply.of(status, "text/html; charset=utf-8", html.toString()));
    }

    /// A piece of a page, from a template with one parameter.
    static String text(String template, Object model) {
        var html = new StringOutput();
        ENGINE.render(template + ".jte", model, html);
        return html.toString();
    }

    static Reply seeOther(String where) {
        return guarded(Reply.empty(303)).with("Location", where);
    }

    static Reply guarded(Reply reply) {
        return reply.with("Content-Security-Policy", POLICY)
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    /// A page with nothing but words, for people who are perhaps not signed in.
    static Reply message(int status, String title, String words) {
        return page(status, "message", new Message(Frame.outside(title, Optional.empty()), words));
    }

    /// For what does not exist and for what this user may not see: nobody can tell which.
    static Reply notFound() {
        return message(404, "Not found", "There is nothing at this address.");
    }
}
