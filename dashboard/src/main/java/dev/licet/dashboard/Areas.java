package dev.licet.dashboard;

import static dev.licet.dashboard.Area.Who.EVERYBODY;
import static dev.licet.dashboard.Area.Who.READER;
import static dev.licet.dashboard.Area.Who.READER_OF_ALL;

import java.util.HashMap;
import java.util.Map;

/// All pages, by their paths. What can be done on a page, and who may, is said by the page (`area`).
final class Areas {
    private final DashboardParts parts;
    private final Entrance entrance;
    private final Confirmation confirmation;

    Areas(DashboardParts parts, Entrance entrance, Confirmation confirmation) {
        this.parts = parts;
        this.entrance = entrance;
        this.confirmation = confirmation;
    }

    /// Pages that are not about one account.
    Map<String, Area> ofInstallation() {
        var users = new UserPages(entrance.data().users(), parts.tools().hashing(), confirmation);
        var overview =
                new OverviewPages(entrance.data().records(), parts.tools().clock());
        var audit = new AuditPages(parts.database().audit(), entrance.deeds());
        var live = live();
        return Map.ofEntries(
                Map.entry("/admin", Area.view(EVERYBODY, overview::show)),
                Map.entry("/admin/explain", Area.view(READER_OF_ALL, explain()::nobodys)),
                Map.entry("/admin/live", Area.view(READER, live::show)),
                Map.entry("/admin/live/stream", Area.view(READER, live::stream)),
                Map.entry("/admin/accounts", accounts().area()),
                Map.entry("/admin/codes", Area.view(EVERYBODY, new CodePages()::show)),
                Map.entry("/admin/audit", Area.view(READER, audit::show)),
                Map.entry("/admin/audit/export", Area.view(READER, audit::export)),
                Map.entry("/admin/password", users.areaOfPassword()),
                Map.entry("/admin/users", users.area()));
    }

    /// Pages about an account, by what follows its number.
    Map<String, Area> ofAccount() {
        var records = new RecordPages(entrance.data().records());
        var live = live();
        var areas = new HashMap<String, Area>();
        areas.put("", accounts().areaOfOne());
        areas.putAll(ofAdministration());
        areas.putAll(ofKeys());
        areas.putAll(ofWorkbench(records));
        areas.put("records", Area.view(READER, records::show));
        areas.put("live", Area.view(READER, live::show));
        areas.put("live/stream", Area.view(READER, live::stream));
        areas.put("explain", explain().area());
        return areas;
    }

    private Map<String, Area> ofAdministration() {
        var database = parts.database();
        var administration = database.administration();
        var players = parts.players();
        var fairPlay = new FairPlayPages(database, players.derivations(), parts.tools());
        var upstreams = players.upstreams();
        var widevine =
                new WidevinePages(administration.widevineBackEnds(), database.widevineBackEnds(), upstreams.widevine());
        var playReady = new PlayReadyPages(
                administration.playReady(), database.playReadySetups(), upstreams.showsCertificate());
        return Map.of(
                "authenticators", new AuthenticatorPages(administration.authenticators()).area(),
                "balance", new BalancePages(administration.balances()).area(),
                "fairplay", fairPlay.area(),
                "fairplay/certificate", Area.view(READER, fairPlay::certificate),
                "playready", playReady.area(),
                "widevine", widevine.area());
    }

    private Map<String, Area> ofKeys() {
        var database = parts.database();
        var contents = new PackagedContents(
                database, parts.tokens().packagers(), parts.tools().clock());
        var packaging = new PackagingPages(database, contents, parts.players().urls(), confirmation);
        return Map.of(
                "keys", Area.view(READER, new KeyPages(database.contentKeys())::show),
                "packaging", packaging.area());
    }

    private Map<String, Area> ofWorkbench(RecordPages records) {
        var film = new FilmPages(parts.tokens().sealer(), parts.players(), records);
        var workbench = new WorkbenchPages(
                parts.tokens(), parts.players(), film, parts.tools().random());
        return Map.of(
                "workbench", workbench.area(),
                "workbench/film.mpd", Area.view(READER, film::manifest),
                "workbench/film.mp4", Area.view(READER, film::init),
                "workbench/film.m4s", Area.view(READER, film::segment));
    }

    private AccountPages accounts() {
        return new AccountPages(parts.database().administration().accounts());
    }

    private ExplainPages explain() {
        return new ExplainPages(parts.tokens().explainer(), entrance.data().log());
    }

    private LivePages live() {
        return new LivePages(entrance.data(), entrance.cookies(), parts.tools());
    }
}
