package dev.licet.dashboard;

import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.view.Message;
import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.LoggedAudit;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.domain.request.Parameters;
import dev.licet.http.Application;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Turn;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything under `/admin`: who is it, may they, and which page.
///
/// All pages about an account are found here and nowhere else: an account that this user may not see is answered
/// exactly like one that does not exist.
public final class Dashboard implements Application {
    private static final String ROOT = "/admin";
    private static final String ACCOUNTS = "/admin/accounts/";
    private static final String SIGN_OUT = "/admin/sign-out";
    private static final String STREAM = "/live/stream";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST");
    private static final List<String> METHODS_OF_FILES = List.of("GET", "HEAD");
    private static final byte[] NO_FORM = {};

    private final DashboardParts parts;
    private final Cookies cookies;
    private final Entrance entrance;
    private final SignInPages signIn;
    private final Entrances entrances;
    private final Map<String, Area> areas;
    private final Map<String, Area> accountAreas;
    private final ReferencePages reference = new ReferencePages();
    private volatile Optional<DemoDoor> demo = Optional.empty();

    /// @param access how browsers come here
    public Dashboard(DashboardParts parts, Access access) {
        this.parts = parts;
        this.cookies = new Cookies(access.secure());
        var database = parts.database();
        var tools = parts.tools();
        var deeds = new Deeds(
                new LoggedAudit(database.audit()), new RecordThrottle(tools.clock(), Deeds.STRANGERS_PER_SECOND));
        this.entrance = new Entrance(database.dashboard(), cookies, deeds, tools.random());
        var passwords = new Passwords(entrance.data().users(), tools.hashing(), tools.clock());
        this.signIn = new SignInPages(entrance, passwords, access.openId().isPresent());
        this.entrances =
                new Entrances(signIn, access.openId().map(provider -> new OpenIdPages(entrance, provider, access)));
        var confirmation = new Confirmation(passwords, cookies, entrance.data().browsers());
        var all = new Areas(parts, entrance, confirmation, reference);
        this.areas = all.ofInstallation();
        this.accountAreas = all.ofAccount();
    }

    /// Opens a way in for a demonstration: whoever knows the path that comes back is signed in as that user and sees a
    /// film of that account. For a database that is thrown away.
    public String demonstrate(DashboardUser user, AccountId account) {
        var accounts = parts.database().administration().accounts();
        var guest = new DemoDoor.Guest(user, account);
        var door = new DemoDoor(entrance, parts.tokens().issuer(), accounts, guest);
        demo = Optional.of(door);
        return door.path();
    }

    /// Lends what answers callers of the API, so that people can try it from its reference.
    public void lend(Application api) {
        reference.lend(api);
    }

    @Override
    public Reply answer(Request request) {
        try {
            return routed(request);
        } catch (StoreUnavailable noAnswer) {
            return Pages.message(503, "Please try again", "The database does not answer at the moment.")
                    .because(Cause.busy(noAnswer.getMessage()));
        } catch (Busy busy) {
            return Pages.message(429, "Please try again", Busy.WORDS).with("Retry-After", Busy.SECONDS);
        }
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        return Pages.message(trouble.status(), "This did not work", trouble.message() + ".");
    }

    private Reply routed(Request request) {
        String path = plain(request.path());
        Optional<Reply> outside = file(request, path)
                .or(() -> unknownMethod(request))
                .or(() -> path.isEmpty() ? Optional.of(Pages.seeOther(ROOT)) : Optional.empty())
                .or(() -> demo.filter(open -> open.opens(request)).map(open -> open.enter(request)));
        if (outside.isPresent()) return outside.get();
        Form form = form(request);
        return entrances.answer(request, path, form).orElseGet(() -> inside(request, path, form));
    }

    private static Optional<Reply> file(Request request, String path) {
        boolean read = METHODS_OF_FILES.contains(request.method());
        return Assets.find(path).map(file -> read ? file : wrongMethod("This address takes GET.", METHODS_OF_FILES));
    }

    private static Optional<Reply> unknownMethod(Request request) {
        if (METHODS.contains(request.method()) || ReferencePages.isTried(request.path())) return Optional.empty();
        return Optional.of(wrongMethod("This address takes GET and POST.", METHODS));
    }

    private static Reply wrongMethod(String words, List<String> methods) {
        return Pages.message(405, "Not here", words).with("Allow", String.join(", ", methods));
    }

    private Reply inside(Request request, String path, Form form) {
        Optional<SecretBytes> secret = cookies.read(request);
        Optional<DashboardUser> user = secret.flatMap(key -> user(key, path));
        if (user.isEmpty()) return Pages.seeOther(SignInPages.PATH);
        if (ReferencePages.isTried(path)) return tried(request, user.get());
        var visit = visit(new Visit(
                request,
                form,
                user.get(),
                Cookies.formToken(secret.get()),
                path,
                Optional.empty(),
                Optional.empty(),
                new Subject(Optional.empty())));
        return isPost(request) ? changed(visit, secret.get()) : shown(visit);
    }

    private Reply tried(Request request, DashboardUser user) {
        if (!Area.Who.READER.admits(user)) return Pages.notFound();
        return reference.attempt(request).orElseGet(Pages::notFound);
    }

    private static boolean isPost(Request request) {
        return request.method().equals("POST");
    }

    private Reply changed(Visit visit, SecretBytes secret) {
        if (!Cookies.isOurs(secret, visit.form())) return notOurs(visit);
        if (visit.path().equals(SIGN_OUT)) return signIn.leave(visit.request(), visit.user(), secret);
        return answered(visit, true);
    }

    private Reply shown(Visit visit) {
        if (visit.path().equals(SIGN_OUT)) return Pages.seeOther(ROOT);
        Reply reply = answered(visit, false);
        if (visit.path().endsWith(STREAM)) return reply;
        return visit.path().equals(ROOT) ? remembered(visit, reply) : withEnvironment(visit, reply);
    }

    /// The next page shows the environment that this one was asked for.
    private Reply withEnvironment(Visit visit, Reply page) {
        Optional<Environment> named = visit.form().environment();
        boolean known = named.equals(Cookies.environment(visit.request()));
        return named.isEmpty() || known ? page : cookies.setEnvironment(page, named.get());
    }

    /// The page after a sign-in, of whatever kind, makes the browser one on which this user signed in before.
    private Reply remembered(Visit visit, Reply page) {
        var browsers = entrance.data().browsers();
        String name = visit.user().name();
        boolean known = cookies.known(visit.request())
                .flatMap(text -> browsers.recognize(text, name))
                .isPresent();
        return known ? withEnvironment(visit, page) : cookies.setKnown(page, browsers.seal(name));
    }

    /// Browsers open streams again by themselves, which says nothing about whether somebody is still there.
    private Optional<DashboardUser> user(SecretBytes secret, String path) {
        var sessions = entrance.data().sessions();
        return path.endsWith(STREAM) ? sessions.peek(secret) : sessions.find(secret);
    }

    private Reply notOurs(Visit visit) {
        Area.Change change = change(visit);
        if (change != null)
            entrance.deeds().turnedAway(visit, change, "the form was not sent from a page of this session");
        return Pages.message(
                403, "Please try again", "The form was not sent from a page of this session. Nothing was changed.");
    }

    private static String plain(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Form form(Request request) {
        if (!isPost(request)) return new Form(Parameters.read(request.rawQuery(), NO_FORM));
        Optional<Multipart> multipart = Multipart.read(request);
        if (multipart.isPresent()) return new Form(multipart.get().texts());
        return new Form(Parameters.read("", request.body()));
    }

    /// With the account that the path names, if it names one that this user may see.
    private Visit visit(Visit visit) {
        if (!visit.path().startsWith(ACCOUNTS)) return visit;
        String[] steps = visit.path().substring(ACCOUNTS.length()).split("/", 2);
        Optional<AccountOverview> account = AccountId.parse(steps[0])
                .filter(id -> visit.user().account().isEmpty()
                        || visit.user().account().get().equals(id))
                .flatMap(parts.database().administration().accounts()::find);
        return new Visit(
                visit.request(),
                visit.form(),
                visit.user(),
                visit.csrf(),
                visit.path(),
                account,
                Optional.empty(),
                new Subject(account.map(AccountOverview::id)));
    }

    /// The page; null when there is none, or none that this user may see.
    private @Nullable Area area(Visit visit) {
        if (!visit.path().startsWith(ACCOUNTS)) return areas.get(visit.path());
        if (visit.overview().isEmpty()) return null;
        String[] steps = visit.path().substring(ACCOUNTS.length()).split("/", 2);
        return accountAreas.get(steps.length == 1 ? "" : steps[1]);
    }

    private Area.@Nullable Change change(Visit visit) {
        Area area = area(visit);
        return area == null ? null : area.changes().get(visit.form().text("action"));
    }

    private Reply answered(Visit visit, boolean post) {
        Area area = area(visit);
        if (area == null) return lost(visit);
        return post ? posted(visit, area) : looked(visit, area);
    }

    private Reply looked(Visit visit, Area area) {
        Optional<String> objection = area.readers().objection(visit.user());
        return objection.isPresent()
                ? kept(visit, objection.get())
                : computed(visit, () -> area.show().apply(visit));
    }

    private Reply posted(Visit visit, Area area) {
        Area.Change change = change(visit);
        if (change == null) return lost(visit);
        Optional<String> objection = area.whoMay(change).objection(visit.user());
        if (objection.isEmpty()) return applied(visit, area, change);
        entrance.deeds().turnedAway(visit, change, objection.get());
        return kept(visit, objection.get());
    }

    private Reply applied(Visit visit, Area area, Area.Change change) {
        try {
            return change.waits()
                    ? entrance.deeds().carriedOut(visit, change)
                    : computed(visit, () -> entrance.deeds().carriedOut(visit, change));
        } catch (BadField bad) {
            return computed(visit, () -> area.show().apply(visit.with(bad.getMessage())));
        }
    }

    /// What does not exist, and an account that this user may not see: nobody can tell which.
    private static Reply lost(Visit visit) {
        return Pages.page(404, "message", new Message(visit.frame("Not found"), "There is nothing at this address."));
    }

    private static Reply kept(Visit visit, String objection) {
        return Pages.page(403, "message", new Message(visit.frame("Not for you"), BadField.sentence(objection)));
    }

    /// Every page, and everything that can be done on one.
    public List<Door> doors() {
        var doors = new ArrayList<Door>();
        new TreeMap<>(areas).forEach((path, area) -> doors.addAll(Door.of(path, area)));
        new TreeMap<>(accountAreas).forEach((name, area) -> {
            String path = ACCOUNTS + "{account}" + (name.isEmpty() ? "" : "/" + name);
            doors.addAll(Door.of(path, area));
        });
        return List.copyOf(doors);
    }

    /// Pages are looked up and drawn on the lane for reading.
    private <X extends Exception> Reply computed(Visit visit, Lane.Work<Reply, X> page) throws X {
        return switch (parts.tools().lanes().reading().take(visit.asker(), page)) {
            case Turn.Done<Reply>(Reply reply) -> reply;
            case Turn.Full<Reply> full -> busy();
            case Turn.Left<Reply> left -> busy();
        };
    }

    private static Reply busy() {
        return Pages.message(503, "Please try again", "The service is busy at the moment.")
                .because(Cause.busy("the lane for reading is full"));
    }
}
