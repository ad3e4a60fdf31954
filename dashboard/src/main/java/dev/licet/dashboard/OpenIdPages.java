package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.openid.Arrival;
import dev.licet.dashboard.openid.Flow;
import dev.licet.dashboard.openid.OAuthError;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.view.Frame;
import dev.licet.dashboard.view.Message;
import dev.licet.domain.Ascii;
import dev.licet.domain.LogFact;
import dev.licet.domain.Thrown;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.dashboard.DashboardUser;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Signing in at another service. It says who somebody is; whether they may come in, and as what, stands in the list of
/// users alone.
final class OpenIdPages {
    static final String START = "/admin/sign-in/openid";
    static final String BACK = "/admin/sign-in/openid/back";

    private static final System.Logger LOGGER = System.getLogger(OpenIdPages.class.getName());
    private static final String TITLE = "Sign in";
    private static final int AT_ONCE = 8;
    private static final int REMEMBERED = 10_000;
    private static final String WAY = "OpenID Connect";
    /// Marks an attempt that was sent to the host name where the provider sends the browser back to.
    private static final String MOVED = "moved";
    private static final String MINUTES = "; Max-Age=600";
    private static final String STALE =
            "This attempt to sign in is over, or began in another browser. Please try again.";
    private static final String NOT_BELIEVED = "The sign-in service has not said who you are. Please try again.";
    private static final String NOBODY = "You are known to the sign-in service, but you are no user of this dashboard.";
    private static final String AWAY = "The sign-in service does not answer at the moment.";

    private final Entrance entrance;
    private final Access access;
    private final OpenId openId;
    private final Cookies cookies;
    private final Deeds deeds;
    private final Semaphore room = new Semaphore(AT_ONCE);
    /// The states that came back to this node, so that none comes twice; the oldest are forgotten.
    private final Set<String> seen = new LinkedHashSet<>();

    OpenIdPages(Entrance entrance, OpenId openId, Access access) {
        this.entrance = entrance;
        this.access = access;
        this.openId = openId;
        this.cookies = entrance.cookies();
        this.deeds = entrance.deeds();
    }

    /// A cookie stays with the host name where it was set, and the provider sends the browser to the one that
    /// is configured: an attempt that begins under another name is sent there first. Once, because a proxy may
    /// have changed the name on the way.
    Reply start(Request request, Form form) {
        String host = request.fields().first("Host").orElse("");
        boolean otherName = !Ascii.same(host, back().getRawAuthority());
        if (otherName && !form.isTicked(MOVED)) {
            return Pages.seeOther(back().resolve(START) + "?" + MOVED + "=1");
        }
        return inside(request, () -> started(request));
    }

    /// The provider may be slow: whoever waits for it keeps a place, and without one nobody waits.
    private Reply inside(Request request, Supplier<Reply> work) {
        if (!room.tryAcquire()) return failed(request, "too many wait for the provider already");
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private Reply started(Request request) {
        var secret = entrance.secret();
        try {
            URI there = openId.authorization(new Flow(secret), back());
            return Pages.seeOther(there.toASCIIString()).with("Set-Cookie", cookie(secret));
        } catch (IOException away) {
            return failed(request, Thrown.words(away));
        }
    }

    private URI back() {
        return URI.create(access.self().get().toString().replaceFirst("(/admin)?/*$", "") + BACK);
    }

    /// `Lax`, because the browser comes back from another site; a `Strict` one would stay away.
    private String cookie(SecretBytes secret) {
        return name() + "=" + Cookies.text(secret) + (access.secure() ? "; Path=/; Secure" : "; Path=" + START)
                + "; HttpOnly; SameSite=Lax" + MINUTES;
    }

    private String name() {
        return access.secure() ? "__Host-licet-openid" : "licet-openid";
    }

    Reply back(Request request, Form form) {
        for (String once : List.of("state", "code", "iss", "error")) {
            if (form.parameters().value(once) instanceof Parameters.Value.Unclear) {
                return refused(request, 401, NOT_BELIEVED, "the answer has " + once + " twice");
            }
        }
        Optional<Flow> flow = Cookies.read(request, name()).map(Flow::new);
        if (flow.isEmpty()) return refused(request, 403, STALE, "the browser has no attempt under way");
        if (!isOwn(flow.get(), form)) return refused(request, 403, STALE, "the answer is for another attempt");
        if (!remember(flow.get().state())) return refused(request, 403, STALE, "the answer came once already");
        return answered(request, form, flow.get());
    }

    /// The answer belongs to an attempt of this browser.
    private Reply answered(Request request, Form form, Flow flow) {
        Optional<String> error = form.maybe("error");
        if (error.isPresent()) {
            return refused(request, 401, NOT_BELIEVED, "the provider says no, " + OAuthError.of(error.get()));
        }
        Optional<String> code = form.maybe("code");
        if (code.isEmpty()) return refused(request, 401, NOT_BELIEVED, "the answer has neither code nor error");
        Optional<String> issuer = form.maybe("iss");
        return inside(request, () -> arrived(request, openId.arrive(flow, back(), code.get(), issuer)));
    }

    private static boolean isOwn(Flow flow, Form form) {
        var sent = SecretBytes.copyOf(form.text("state").getBytes(StandardCharsets.UTF_8));
        var own = SecretBytes.copyOf(flow.state().getBytes(StandardCharsets.UTF_8));
        return own.sameAs(sent);
    }

    private synchronized boolean remember(String state) {
        if (seen.size() >= REMEMBERED) seen.remove(seen.iterator().next());
        return seen.add(state);
    }

    private Reply arrived(Request request, Arrival arrival) {
        return switch (arrival) {
            case Arrival.Named(String name, boolean address) -> named(request, name, address);
            case Arrival.Refused(String reason) -> refused(request, 401, NOT_BELIEVED, reason);
            case Arrival.Unreachable(String reason) -> failed(request, reason);
        };
    }

    /// In addresses the case of letters means nothing; anything else, such as a subject, is compared exactly.
    private Reply named(Request request, String name, boolean address) {
        var users = entrance.data().users();
        Optional<DashboardUser> user = address ? users.find(name) : users.findExactly(name);
        if (user.isEmpty()) return nobody(request, user, "there is no such user: " + name);
        if (!user.get().enabled()) return nobody(request, user, "the user is switched off");
        return enter(request, user.get());
    }

    private Reply nobody(Request request, Optional<DashboardUser> user, String reason) {
        return keptOut(request, user, new Ending.Refused(reason), page(403, NOBODY));
    }

    private Reply refused(Request request, int status, String words, String reason) {
        return keptOut(request, Optional.empty(), new Ending.Refused(reason), page(status, words));
    }

    private Reply failed(Request request, String reason) {
        return keptOut(request, Optional.empty(), new Ending.Failed(reason), page(503, AWAY));
    }

    /// One line in the log and one in the audit trail.
    private Reply keptOut(Request request, Optional<DashboardUser> user, Ending ending, Reply reply) {
        LOGGER.log(
                Level.WARNING,
                "request {0}: OpenID Connect: {1}",
                new LogFact("request", request.id()),
                ending.reason());
        deeds.keptOut(request, user, WAY, ending);
        return reply;
    }

    /// The way from another site ends at this page and the browser goes on by itself: only then does it send the
    /// session's `Strict` cookie.
    private Reply enter(Request request, DashboardUser user) {
        Reply page = Pages.page(200, "arrived", new Message(Frame.outside(TITLE, Optional.empty()), ""));
        Reply reply = cookies.set(page, entrance.data().sessions().open(user));
        deeds.signedIn(request, user, WAY);
        return reply;
    }

    private static Reply page(int status, String words) {
        return Pages.page(
                status, "message", new Message(Frame.outside(TITLE, Optional.of(words)), "You are not signed in."));
    }
}
