package dev.licet.dashboard;

import dev.licet.dashboard.view.Timeline;
import dev.licet.dashboard.view.Workbench;
import dev.licet.dashboard.view.Workbench.Field;
import dev.licet.dashboard.view.Workbench.Result;
import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.token.Token;
import dev.licet.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes tokens and says what is in them. Tokens made here are real: they are recorded, and redeeming them is
/// charged. Key values that somebody typed are used and never shown again.
final class WorkbenchPages {
    private static final String KEY = "contentKey";
    private static final String KEK = "kek";
    private static final List<String> SECRET = List.of(KEY, KEK, "ek");
    private static final List<String> FIELDS = List.of(
            "kid",
            KEY,
            KEK,
            "ek",
            "iv",
            "securityLevel",
            "hdcpOutputControl",
            "expirationTime",
            "rentalDuration",
            "licenseDuration",
            "playbackDuration",
            "generalFlags",
            "licetPersistent",
            "licetPlaybackDuration",
            "licetLeaseDuration",
            "licetHdcpType",
            "licetSecurityLevel",
            "cookie",
            "contentId",
            "wvExtension",
            "fpExtension",
            "rightsType",
            "rental.periodEndTime",
            "rental.playDuration",
            "minCertSecurityLevel",
            "unknownOutputBehavior",
            "analogVideoOPL",
            "compressedDigitalAudioOPL",
            "compressedDigitalVideoOPL",
            "uncompressedDigitalAudioOPL",
            "uncompressedDigitalVideoOPL");
    /// What the other systems would check, or leave a lint about.
    private static final List<String> PLAYREADY_ALONE = FIELDS.subList(FIELDS.indexOf("rightsType"), FIELDS.size());
    private static final int KEY_BYTES = 16;
    private static final String PARAMETER = "ExpressPlayToken=";

    private final DashboardParts.Tokens tokens;
    private final DashboardParts.Players players;
    private final FilmPages films;
    private final SecureRandom random;

    WorkbenchPages(DashboardParts.Tokens tokens, DashboardParts.Players players, FilmPages films, SecureRandom random) {
        this.tokens = tokens;
        this.players = players;
        this.films = films;
        this.random = random;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.KEEPER,
                this::show,
                Map.of(
                        "mint",
                        Area.does(Verb.TOKEN_MAKE, this::mint),
                        "preview",
                        Area.looks(this::preview),
                        "open",
                        Area.looks(this::open)));
    }

    /// An address may name a token to begin with; nothing is made by that.
    Reply show(Visit visit) {
        Optional<Token> named = visit.form().maybe("token").flatMap(text -> opened(visit, text));
        return named.map(token ->
                        page(visit, opened(visit, token, token(visit.form().text("token")))))
                .orElseGet(() -> page(visit, Result.NONE));
    }

    private Reply page(Visit visit, Result result) {
        var fields = FIELDS.stream().map(name -> field(visit.form(), name)).toList();
        var drms = served(visit).stream().map(Drm::word).toList();
        Reply page = visit.page(
                "workbench",
                new Workbench(
                        visit.frame("Token workbench"),
                        drm(visit).word(),
                        drms,
                        fields,
                        TimelineDrawing.TICKS,
                        result));
        return result.play().isEmpty()
                ? page
                : Pages.playing(page, players.urls().origin(visit.environment()));
    }

    private List<Drm> served(Visit visit) {
        return Stream.of(Drm.values())
                .filter(drm -> drm != Drm.CLEARKEY || players.haveClearKey(visit.environment()))
                .toList();
    }

    private static Field field(Form form, String name) {
        boolean secret = SECRET.contains(name);
        String typed = secret ? "" : form.text(name);
        boolean first = form.maybe("action").isEmpty();
        return new Field(name, first ? usual(name) : typed, secret);
    }

    private static String usual(String name) {
        return switch (name) {
            case "securityLevel" -> "1";
            case "hdcpOutputControl" -> "0";
            case "expirationTime" -> "+3600";
            case "cookie" -> "workbench";
            case "rightsType" -> "BuyToOwn";
            case "analogVideoOPL" -> "150";
            case "compressedDigitalAudioOPL" -> "200";
            case "compressedDigitalVideoOPL" -> "500";
            case "uncompressedDigitalAudioOPL" -> "250";
            case "uncompressedDigitalVideoOPL" -> "270";
            default -> "";
        };
    }

    private static Drm drm(Visit visit) {
        return visit.form().drm().orElse(Drm.WIDEVINE);
    }

    Reply mint(Visit visit) throws BadField {
        Drm drm = drm(visit);
        Map<String, String> sent = sent(visit.form(), drm);
        if (visit.form().isTicked("random")) randomise(sent, drm);
        visit.aboutEnvironment(drm.word());
        String curl = curl(visit, drm, sent);
        return page(
                visit,
                switch (tokens.issuer().issueFor(visit.account(), call(visit, drm, sent))) {
                    case TokenOutcome.Issued(Token token, String text, var lints) ->
                        opened(visit, token, text).issued(curl, url(visit, drm, text));
                    case TokenOutcome.Denied(Refused why) -> {
                        visit.subject().wasRefused(why.why().code() + ", " + why.reason());
                        yield Result.refused(curl, TimelineDrawing.refusal(why));
                    }
                });
    }

    private static TokenCall call(Visit visit, Drm drm, Map<String, String> sent) {
        var parameters = Parameters.read("", form(sent).getBytes(StandardCharsets.UTF_8));
        return new TokenCall(
                visit.environment(),
                drm,
                parameters,
                Optional.empty(),
                visit.request().id());
    }

    private Result opened(Visit visit, Token token, String text) {
        return Result.opened(TokenWords.of(token), films.playback(visit, token, text), TimelineDrawing.of(token));
    }

    /// What would come of the form in each DRM system. Keys do not matter for that, so missing ones are made up.
    Reply preview(Visit visit) {
        var timelines = new ArrayList<Timeline>();
        for (Drm drm : served(visit)) {
            Map<String, String> sent = sent(visit.form(), drm);
            randomise(sent, drm);
            var call = call(visit, drm, sent);
            timelines.add(TimelineDrawing.draw(drm, tokens.issuer().preview(visit.account(), call)));
        }
        return page(visit, Result.preview(timelines));
    }

    private static Map<String, String> sent(Form form, Drm drm) {
        var sent = new LinkedHashMap<String, String>();
        for (String name : FIELDS) {
            if (drm != Drm.PLAYREADY && PLAYREADY_ALONE.contains(name)) continue;
            form.maybe(name).ifPresent(value -> sent.put(name, value));
        }
        return sent;
    }

    /// A key, its id and an IV for trying out, in place of what was not typed.
    private void randomise(Map<String, String> sent, Drm drm) {
        if (!sent.containsKey(KEK)) {
            sent.putIfAbsent(KEY, hex());
            sent.putIfAbsent("kid", hex());
        }
        if (drm == Drm.FAIRPLAY) sent.putIfAbsent("iv", hex());
    }

    private String hex() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String form(Map<String, String> sent) {
        var pairs = new ArrayList<String>();
        sent.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    /// The same request for a shell, with names in the place of everything secret.
    private String curl(Visit visit, Drm drm, Map<String, String> sent) {
        var line = new StringBuilder("curl -s ");
        line.append(players.urls().of(visit.environment())).append("/hms/").append(drm.path());
        line.append("/token \\\n  --data-urlencode 'customerAuthenticator=AUTHENTICATOR'");
        sent.forEach((name, value) -> line.append(" \\\n  --data-urlencode '")
                .append(name)
                .append('=')
                .append(SECRET.contains(name) ? name.toUpperCase(Locale.ROOT) : quoted(value))
                .append('\''));
        return line.toString();
    }

    private static String quoted(String value) {
        return value.replace("'", "'\\''");
    }

    private String url(Visit visit, Drm drm, String text) {
        return players.urls().rights(visit.environment(), drm) + "?" + PARAMETER + text;
    }

    /// Says what a token of this account says.
    Reply open(Visit visit) throws BadField {
        String typed = visit.form().maybe("token").orElseThrow(() -> new BadField("Token: please paste one."));
        return opened(visit, typed)
                .map(token -> page(visit, opened(visit, token, token(typed))))
                .orElseThrow(() -> new BadField(
                        "This is no token of this account and environment, or it was changed on its way."));
    }

    private Optional<Token> opened(Visit visit, String typed) {
        return Stream.of(Drm.values())
                .flatMap(drm -> tokens.sealer().open(token(typed), visit.environment(), drm).stream())
                .filter(opened -> opened.account().equals(visit.accountId()))
                .findFirst();
    }

    /// The token in an address of any of our pages, or the text as it is.
    static String token(String typed) {
        int at = typed.lastIndexOf(PARAMETER);
        String text = at < 0 ? typed : typed.substring(at + PARAMETER.length());
        return text.contains("&") ? text.substring(0, text.indexOf('&')) : text;
    }
}
