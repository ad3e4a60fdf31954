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
    private final ReferencePages reference;

    Areas(DashboardParts parts, Entrance entrance, Confirmation confirmation, ReferencePages reference) {
        this.reference = reference;
        this.parts = parts;
        this.entrance = entrance;
        this.confirmation = confirmation;
    }

    /// Pages that are not about one account.
    Map<String, Area> ofInstallation() {
        var overview = new OverviewPages(
                entrance.data().records(),
                parts.database().administration().lowBalances(),
                parts.tools().clock());
        var areas = new HashMap<String, Area>();
        areas.put("/admin", Area.view(EVERYBODY, overview::show));
        areas.put("/admin/accounts", accounts().area());
        areas.put("/admin/codes", Area.view(EVERYBODY, new CodePages()::show));
        areas.put("/admin/reference", Area.view(READER, reference::show));
        areas.put("/admin/reference/description", Area.view(READER, reference::description));
        areas.putAll(ofRecords());
        areas.putAll(ofPeople());
        return Map.copyOf(areas);
    }

    private Map<String, Area> ofRecords() {
        var live = live();
        var search = new SearchPages(entrance.data().mentions());
        return Map.of(
                "/admin/explain", Area.view(READER_OF_ALL, explain()::nobodys),
                "/admin/live", Area.view(READER, live::show),
                "/admin/live/stream", Area.view(READER, live::stream),
                "/admin/search", Area.view(READER, search::show));
    }

    private Map<String, Area> ofPeople() {
        var users = new UserPages(entrance.data().users(), parts.tools().hashing(), confirmation);
        var audit = new AuditPages(parts.database().audit(), entrance.deeds());
        return Map.of(
                "/admin/audit", Area.view(READER, audit::show),
                "/admin/audit/export", Area.view(READER, audit::export),
                "/admin/password", users.areaOfPassword(),
                "/admin/users", users.area());
    }

    /// Pages about an account, by what follows its number.
    Map<String, Area> ofAccount() {
        var records = new RecordPages(entrance.data().records(), parts.tools().clock());
        var export = new RecordExport(entrance.data().records(), entrance.deeds(), parts.tools(), records);
        var live = live();
        var areas = new HashMap<String, Area>();
        areas.put("", accounts().areaOfOne());
        areas.putAll(ofAdministration());
        areas.putAll(ofBalance());
        areas.putAll(ofKeys());
        areas.putAll(ofWorkbench(records));
        areas.put("records", Area.view(READER, records::show));
        areas.put("records/export", Area.view(READER, export::export));
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
                "fairplay", fairPlay.area(),
                "fairplay/certificate", Area.view(READER, fairPlay::certificate),
                "playready", playReady.area(),
                "widevine", widevine.area());
    }

    private Map<String, Area> ofBalance() {
        var database = parts.database();
        var administration = database.administration();
        var months = new BalanceMonths(
                administration.balances(),
                database.usage().inTime(),
                parts.tools().clock());
        var balance = new BalancePages(months, administration.lowBalances());
        return Map.of(
                "balance", balance.area(),
                "balance/months", Area.view(EVERYBODY, balance::monthsAsFile),
                "balance/movements", Area.view(EVERYBODY, balance::movementsAsFile));
    }

    private Map<String, Area> ofKeys() {
        var database = parts.database();
        var contents = new PackagedContents(
                database, parts.tokens().packagers(), parts.tools().clock());
        var packaging = new PackagingPages(database, contents, parts.players().urls(), confirmation);
        return Map.of(
                "keys", Area.view(READER, new KeyPages(database.contentKeys())::show),
                "packaging", packaging.area(),
                "signers",
                        new SignerPages(database, parts.tools(), parts.players().urls()).area());
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
