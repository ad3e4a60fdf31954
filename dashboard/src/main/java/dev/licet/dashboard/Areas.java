package dev.licet.dashboard;

import static dev.licet.dashboard.Area.Who.EVERYBODY;
import static dev.licet.dashboard.Area.Who.OPERATOR;
import static dev.licet.dashboard.Area.does;
import static dev.licet.dashboard.Area.looks;
import static dev.licet.dashboard.Area.waits;

import dev.licet.domain.audit.Verb;
import java.util.HashMap;
import java.util.Map;

/// All pages, by their paths.
final class Areas {
    private Areas() {}

    /// Pages that are not about one account.
    static Map<String, Area> ofInstallation(DashboardWorld world, Passwords passwords, Deeds deeds) {
        var accounts = new AccountPages(world);
        var users = new UserPages(world, passwords);
        var live = new LivePages(world);
        var audit = new AuditPages(world, deeds);
        return Map.ofEntries(
                Map.entry("/admin/explain", Area.view(OPERATOR, new ExplainPages(world)::nobodys)),
                Map.entry("/admin", Area.view(EVERYBODY, new OverviewPages(world)::show)),
                Map.entry("/admin/live", Area.view(EVERYBODY, live::show)),
                Map.entry("/admin/live/stream", Area.view(EVERYBODY, live::stream)),
                Map.entry(
                        "/admin/accounts",
                        new Area(
                                EVERYBODY,
                                OPERATOR,
                                accounts::list,
                                Map.of("create", does(Verb.ACCOUNT_CREATE, accounts::create)))),
                Map.entry("/admin/codes", Area.view(EVERYBODY, new CodePages()::show)),
                Map.entry("/admin/audit", Area.view(EVERYBODY, audit::show)),
                Map.entry("/admin/audit/export", Area.view(EVERYBODY, audit::export)),
                Map.entry(
                        "/admin/password",
                        new Area(
                                EVERYBODY,
                                EVERYBODY,
                                users::password,
                                Map.of("change", waits(Verb.USER_PASSWORD, users::changePassword)))),
                Map.entry(
                        "/admin/users",
                        new Area(
                                OPERATOR,
                                OPERATOR,
                                users::list,
                                Map.of(
                                        "create", waits(Verb.USER_CREATE, users::create),
                                        "enable", does(Verb.USER_ENABLE, users::enable),
                                        "disable", does(Verb.USER_DISABLE, users::disable)))));
    }

    /// Pages about an account, by what follows its number.
    static Map<String, Area> ofAccount(DashboardWorld world, Passwords passwords) {
        var account = new AccountPages(world);
        var authenticators = new AuthenticatorPages(world);
        var balance = new BalancePages(world);
        var fairPlay = new FairPlayPages(world);
        var records = new RecordPages(world);
        var live = new LivePages(world);
        var areas = new HashMap<>(ofWorkbench(world));
        var explain = new ExplainPages(world);
        areas.put("explain", new Area(EVERYBODY, EVERYBODY, explain::show, Map.of("token", looks(explain::token))));
        var widevine = new WidevinePages(world);
        areas.put(
                "widevine",
                new Area(
                        EVERYBODY,
                        OPERATOR,
                        widevine::show,
                        Map.of(
                                "set", does(Verb.WIDEVINE_BACKEND_SET, widevine::set),
                                "try", waits(Verb.WIDEVINE_BACKEND_TEST, widevine::attempt),
                                "remove", does(Verb.WIDEVINE_BACKEND_REMOVE, widevine::remove))));
        var packaging = new PackagingPages(world, passwords);
        areas.put(
                "packaging",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        packaging::show,
                        Map.of(
                                "options", does(Verb.PACKAGER_OPTIONS, packaging::options),
                                "reveal", waits(Verb.KEY_SHOW, packaging::reveal))));
        areas.putAll(Map.of(
                "",
                new Area(
                        EVERYBODY,
                        OPERATOR,
                        account::show,
                        Map.of(
                                "enable", does(Verb.ACCOUNT_ENABLE, account::enable),
                                "disable", does(Verb.ACCOUNT_DISABLE, account::disable),
                                "rename", does(Verb.ACCOUNT_RENAME, account::rename),
                                "options", does(Verb.ACCOUNT_OPTIONS, account::options))),
                "authenticators",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        authenticators::show,
                        Map.of(
                                "create", does(Verb.AUTHENTICATOR_CREATE, authenticators::create),
                                "revoke", does(Verb.AUTHENTICATOR_REVOKE, authenticators::revoke))),
                "balance",
                new Area(
                        EVERYBODY,
                        OPERATOR,
                        balance::show,
                        Map.of(
                                "set", does(Verb.BALANCE_SET, balance::set),
                                "add", does(Verb.BALANCE_ADD, balance::add))),
                "fairplay",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        fairPlay::show,
                        Map.of(
                                "add", waits(Verb.FAIRPLAY_ADD, fairPlay::add),
                                "remove", does(Verb.FAIRPLAY_REMOVE, fairPlay::remove))),
                "fairplay/certificate",
                Area.view(EVERYBODY, fairPlay::certificate),
                "keys",
                Area.view(EVERYBODY, new KeyPages(world)::show),
                "records",
                Area.view(EVERYBODY, records::show),
                "live",
                Area.view(EVERYBODY, live::show),
                "live/stream",
                Area.view(EVERYBODY, live::stream)));
        return areas;
    }

    private static Map<String, Area> ofWorkbench(DashboardWorld world) {
        var workbench = new WorkbenchPages(world);
        var film = new FilmPages(world);
        return Map.of(
                "workbench",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        workbench::show,
                        Map.of(
                                "mint", does(Verb.TOKEN_MAKE, workbench::mint),
                                "preview", looks(workbench::preview),
                                "open", looks(workbench::open))),
                "workbench/film.mpd",
                Area.view(EVERYBODY, film::manifest),
                "workbench/film.mp4",
                Area.view(EVERYBODY, film::init),
                "workbench/film.m4s",
                Area.view(EVERYBODY, film::segment));
    }
}
