package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.openid.Arrival;
import dev.licet.dashboard.openid.Flow;
import dev.licet.dashboard.openid.OpenId;
import dev.licet.dashboard.view.Frame;
import dev.licet.dashboard.view.Message;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.dashboard.DashboardSessions;
import dev.licet.storage.dashboard.DashboardUser;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
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
    private static final String MINUTES = "; Max-Age=600";
    private static final String STALE =
            "This attempt to sign in is over, or began in another browser. Please try again.";
    private static final String NOT_BELIEVED = "The sign-in service has not said who you are. Please try again.";
    private static final String NOBODY = "You are known to the sign-in service, but you are no user of this dashboard.";
    private static final String AWAY = "The sign-in service does not answer at the moment.";

    private final DashboardWorld world;
    private final OpenId openId;
    private final Cookies cookies;
    private final Semaphore room = new Semaphore(AT_ONCE);
    /// The states that came back to this node, so that none comes twice; the oldest are forgotten.
    private final Set<String> seen = new LinkedHashSet<>();

    OpenIdPages(DashboardWorld world, OpenId openId, Cookies cookies) {
        this.world = world;
        this.openId = openId;
        this.cookies = cookies;
    }

    Reply start() {
        return inside(this::started);
    }

    /// The provider may be slow: whoever waits for it keeps a place, and without one nobody waits.
    private Reply inside(Supplier<Reply> work) {
        if (!room.tryAcquire()) return refused(503, AWAY);
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private Reply started() {
        var secret = SecretBytes.random(world.random(), DashboardSessions.SECRET_BYTES);
        try {
            URI there = openId.authorization(new Flow(secret), back());
            return Pages.seeOther(there.toString()).with("Set-Cookie", cookie(secret));
        } catch (IOException away) {
            LOGGER.log(Level.WARNING, "OpenID Connect: " + away.getMessage());
            return refused(503, AWAY);
        }
    }

    private URI back() {
        return URI.create(world.self().get().toString().replaceFirst("(/admin)?/*$", "") + BACK);
    }

    /// `Lax`, because the browser comes back from another site; a `Strict` one would stay away.
    private String cookie(SecretBytes secret) {
        return name() + "=" + Cookies.text(secret) + (world.secure() ? "; Path=/; Secure" : "; Path=" + START)
                + "; HttpOnly; SameSite=Lax" + MINUTES;
    }

    private String name() {
        return world.secure() ? "__Host-licet-openid" : "licet-openid";
    }

    Reply back(Request request, Form form) {
        Optional<Flow> flow = Cookies.read(request, name()).map(Flow::new).filter(own -> isFirst(own, form));
        if (flow.isEmpty()) return refused(403, STALE);
        boolean stranger =
                form.maybe("iss").filter(said -> !openId.isIssuer(said)).isPresent();
        Optional<String> code = form.maybe("code");
        if (stranger || code.isEmpty()) return refused(401, NOT_BELIEVED);
        return inside(() -> arrived(request, openId.arrive(flow.get(), back(), code.get())));
    }

    private boolean isFirst(Flow flow, Form form) {
        var sent = SecretBytes.copyOf(form.text("state").getBytes(StandardCharsets.UTF_8));
        var own = SecretBytes.copyOf(flow.state().getBytes(StandardCharsets.UTF_8));
        return own.sameAs(sent) && remember(flow.state());
    }

    private synchronized boolean remember(String state) {
        if (seen.size() >= REMEMBERED) seen.remove(seen.iterator().next());
        return seen.add(state);
    }

    private Reply arrived(Request request, Arrival arrival) {
        return switch (arrival) {
            case Arrival.Named(String name) ->
                world.data().users().find(name).map(this::enter).orElseGet(() -> refused(403, NOBODY));
            case Arrival.Refused(String reason) -> logged(request, reason, refused(401, NOT_BELIEVED));
            case Arrival.Unreachable(String reason) -> logged(request, reason, refused(503, AWAY));
        };
    }

    private static Reply logged(Request request, String reason, Reply reply) {
        LOGGER.log(Level.WARNING, "request " + request.id() + ": OpenID Connect: " + reason);
        return reply;
    }

    /// The way from another site ends at this page and the browser goes on by itself: only then does it send the
    /// session's `Strict` cookie.
    private Reply enter(DashboardUser user) {
        world.data().audit().write(user.name(), user.account(), "sign in", "OpenID Connect");
        Reply page = Pages.page(200, "arrived", new Message(Frame.outside(TITLE, Optional.empty()), ""));
        return cookies.set(page, world.data().sessions().open(user));
    }

    private static Reply refused(int status, String words) {
        return Pages.page(
                status, "message", new Message(Frame.outside(TITLE, Optional.of(words)), "You are not signed in."));
    }
}
