package dev.licet.dashboard;

import static dev.licet.dashboard.Area.Who.EVERYBODY;
import static dev.licet.dashboard.Area.Who.OPERATOR;

import java.util.HashMap;
import java.util.Map;

/// All pages, by their paths.
final class Areas {
    private Areas() {}

    /// Pages that are not about one account.
    static Map<String, Area> ofInstallation(DashboardWorld world, Passwords passwords) {
        var accounts = new AccountPages(world);
        var users = new UserPages(world, passwords);
        var live = new LivePages(world);
        return Map.of(
                "/admin/explain",
                Area.view(OPERATOR, new ExplainPages(world)::nobodys),
                "/admin",
                Area.view(EVERYBODY, new OverviewPages(world)::show),
                "/admin/live",
                Area.view(EVERYBODY, live::show),
                "/admin/live/stream",
                Area.view(EVERYBODY, live::stream),
                "/admin/accounts",
                new Area(EVERYBODY, OPERATOR, accounts::list, Map.of("create", accounts::create)),
                "/admin/codes",
                Area.view(EVERYBODY, new CodePages()::show),
                "/admin/audit",
                Area.view(EVERYBODY, new AuditPages(world)::show),
                "/admin/password",
                new Area(EVERYBODY, EVERYBODY, users::password, Map.of("change", Area.waiting(users::changePassword))),
                "/admin/users",
                new Area(
                        OPERATOR,
                        OPERATOR,
                        users::list,
                        Map.of(
                                "create",
                                Area.waiting(users::create),
                                "enable",
                                users::enable,
                                "disable",
                                users::disable)));
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
        areas.put("explain", new Area(EVERYBODY, EVERYBODY, explain::show, Map.of("token", explain::token)));
        var widevine = new WidevinePages(world);
        areas.put(
                "widevine",
                new Area(
                        EVERYBODY,
                        OPERATOR,
                        widevine::show,
                        Map.of(
                                "set",
                                widevine::set,
                                "try",
                                Area.waiting(widevine::attempt),
                                "remove",
                                widevine::remove)));
        var packaging = new PackagingPages(world, passwords);
        areas.put(
                "packaging",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        packaging::show,
                        Map.of("options", packaging::options, "reveal", Area.waiting(packaging::reveal))));
        areas.putAll(Map.of(
                "",
                new Area(
                        EVERYBODY,
                        OPERATOR,
                        account::show,
                        Map.of(
                                "enable", account::enable,
                                "disable", account::disable,
                                "rename", account::rename,
                                "options", account::options)),
                "authenticators",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        authenticators::show,
                        Map.of("create", authenticators::create, "revoke", authenticators::revoke)),
                "balance",
                new Area(EVERYBODY, OPERATOR, balance::show, Map.of("set", balance::set, "add", balance::add)),
                "fairplay",
                new Area(
                        EVERYBODY,
                        EVERYBODY,
                        fairPlay::show,
                        Map.of("add", Area.waiting(fairPlay::add), "remove", fairPlay::remove)),
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
                        Map.of("mint", workbench::mint, "preview", workbench::preview, "open", workbench::open)),
                "workbench/film.mpd",
                Area.view(EVERYBODY, film::manifest),
                "workbench/film.mp4",
                Area.view(EVERYBODY, film::init),
                "workbench/film.m4s",
                Area.view(EVERYBODY, film::segment));
    }
}
