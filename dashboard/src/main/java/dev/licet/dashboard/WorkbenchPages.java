package dev.licet.dashboard;

import dev.licet.dashboard.view.Timeline;
import dev.licet.dashboard.view.Workbench;
import dev.licet.dashboard.view.Workbench.Result;
import dev.licet.domain.Drm;
import dev.licet.domain.Refused;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.request.TokenCall;
import dev.licet.domain.request.TokenOutcome;
import dev.licet.domain.token.Token;
import dev.licet.http.Reply;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes tokens and says what is in them. Tokens made here are real: they are recorded, and redeeming them is
/// charged. Key values that somebody typed are used and never shown again.
final class WorkbenchPages {
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
                        Area.looks(this::open),
                        "choose",
                        Area.looks(this::choose)));
    }

    /// An address may name a token to begin with; nothing is made by that.
    Reply show(Visit visit) {
        Optional<Token> named = visit.form().maybe("token").flatMap(text -> opened(visit, text));
        return named.map(token ->
                        page(visit, opened(visit, token, token(visit.form().text("token")))))
                .orElseGet(() -> page(visit, Result.NONE));
    }

    /// Shows the fields of another system, with what was typed: for browsers without scripts.
    Reply choose(Visit visit) {
        return page(visit, Result.NONE);
    }

    private WorkbenchForm form(Visit visit) {
        return new WorkbenchForm(visit.form(), random);
    }

    private Reply page(Visit visit, Result result) {
        var form = form(visit);
        var drms = served(visit).stream().map(Drm::word).toList();
        Reply page = visit.page(
                "workbench",
                new Workbench(
                        visit.frame("Token workbench"),
                        form.drm().word(),
                        drms,
                        form.fields(),
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

    Reply mint(Visit visit) throws BadField {
        Drm drm = form(visit).drm();
        Map<String, String> sent = form(visit).of(drm);
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
        var parameters = Parameters.read("", WorkbenchForm.body(sent).getBytes(StandardCharsets.UTF_8));
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

    /// What would come of the form in each DRM system.
    Reply preview(Visit visit) {
        var timelines = new ArrayList<Timeline>();
        for (Drm drm : served(visit)) {
            var call = call(visit, drm, form(visit).compared(drm));
            timelines.add(TimelineDrawing.draw(drm, tokens.issuer().preview(visit.account(), call)));
        }
        return page(visit, Result.preview(timelines));
    }

    /// The same request for a shell, with names in the place of everything secret.
    private String curl(Visit visit, Drm drm, Map<String, String> sent) {
        var line = new StringBuilder("curl -s ");
        line.append(players.urls().of(visit.environment())).append("/hms/").append(drm.path());
        line.append("/token \\\n  --data-urlencode 'customerAuthenticator=AUTHENTICATOR'");
        sent.forEach((name, value) -> line.append(" \\\n  --data-urlencode '")
                .append(name)
                .append('=')
                .append(WorkbenchField.isSecret(name) ? name.toUpperCase(Locale.ROOT) : quoted(value))
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
