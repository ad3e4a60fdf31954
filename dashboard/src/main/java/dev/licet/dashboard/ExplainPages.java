package dev.licet.dashboard;

import dev.licet.dashboard.view.ExplainPage;
import dev.licet.dashboard.view.ExplainPage.Answer;
import dev.licet.dashboard.view.Fact;
import dev.licet.domain.Environment;
import dev.licet.domain.Remedy;
import dev.licet.domain.explain.Explainer;
import dev.licet.domain.explain.Explanation;
import dev.licet.domain.explain.Step;
import dev.licet.domain.explain.Verdict;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Tally;
import dev.licet.http.Reply;
import dev.licet.storage.record.WholeLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Says why something was refused, as `/explain` does. Tokens are sent by form alone, so that they stay out of
/// addresses.
final class ExplainPages {
    private static final String REQUEST = "request";
    private static final String COOKIE = "cookie";

    private final Explainer explainer;
    private final WholeLog log;

    ExplainPages(Explainer explainer, WholeLog log) {
        this.explainer = explainer;
        this.log = log;
    }

    Area area() {
        return new Area(Area.Who.READER, Area.Who.READER, this::show, Map.of("token", Area.looks(this::token)));
    }

    Reply show(Visit visit) {
        Optional<Explanation> found = visit.form()
                .maybe(REQUEST)
                .map(id -> explainer.request(visit.account(), id))
                .or(() -> visit.form().maybe(COOKIE).map(cookie -> explainer.cookie(visit.account(), cookie)));
        return page(visit, found.map(explanation -> answer(explanation, visit.environment())));
    }

    /// Requests whose account nobody could tell, for operators.
    Reply nobodys(Visit visit) {
        return page(
                visit,
                visit.form()
                        .maybe(REQUEST)
                        .map(id -> log.nobodys(visit.environment(), id)
                                .map(explainer::nobodys)
                                .orElseGet(
                                        () -> new Explanation.NotFound("there is no such record without an account")))
                        .map(explanation -> answer(explanation, visit.environment())));
    }

    Reply token(Visit visit) throws BadField {
        String typed = visit.form().maybe("token").orElseThrow(() -> new BadField("Token: please paste one."));
        var found = explainer.token(visit.account(), WorkbenchPages.token(typed), Optional.empty());
        return page(visit, Optional.of(answer(found, visit.environment())));
    }

    private static Reply page(Visit visit, Optional<Answer> answer) {
        Form form = visit.form();
        return visit.page(
                "explain", new ExplainPage(visit.frame("Explain"), form.text(REQUEST), form.text(COOKIE), answer));
    }

    private static Answer answer(Explanation explanation, Environment here) {
        return switch (explanation) {
            case Explanation.Known known -> known(known);
            case Explanation.OtherEnvironment(Instant now, var verdict, var environment, var drm) ->
                new Answer(
                        "This is a " + environment.word() + " token for " + Names.of(drm) + "; this page is about "
                                + here.word() + ".",
                        List.of(shown("The token", verdict)),
                        List.of());
            case Explanation.NotYours() -> new Answer("This token belongs to another account.", List.of(), List.of());
            case Explanation.NotOurs(Instant now, var verdict) ->
                new Answer("No token of this service.", List.of(shown("The token", verdict)), List.of());
            case Explanation.NotFound(String why) -> new Answer("Nothing found: " + why + ".", List.of(), List.of());
        };
    }

    private static Answer known(Explanation.Known known) {
        var verdicts = new ArrayList<ExplainPage.Verdict>();
        boolean tried = known.request().isPresent();
        if (tried) verdicts.add(shown("What was decided", known.verdict()));
        known.presently().ifPresent(now -> verdicts.add(shown("If a good device redeemed it now", now)));
        boolean refused = known.verdict().failed().isPresent();
        String words =
                !tried ? "Nobody has tried this token yet." : refused ? "It was refused." : "It was not refused.";
        return new Answer(words, verdicts, facts(known));
    }

    private static List<Fact> facts(Explanation.Known known) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Our clock", time(known.now())));
        known.request().ifPresent(record -> facts.addAll(request(record)));
        known.issue().ifPresent(record -> facts.add(new Fact("Token made", time(record.at()))));
        known.token().ifPresent(token -> facts.addAll(TokenWords.of(token)));
        known.tally().ifPresent(tally -> facts.add(new Fact("Redemptions", words(tally))));
        return facts;
    }

    private static List<Fact> request(EventRecord record) {
        var facts = new ArrayList<>(List.of(
                new Fact("Request", time(record.at())),
                new Fact("Request id", record.requestId()),
                new Fact("Kind", record.kind().name().toLowerCase(Locale.ROOT))));
        record.drm().ifPresent(drm -> facts.add(new Fact("Endpoint", Names.of(drm))));
        record.cookie().ifPresent(cookie -> facts.add(new Fact("Cookie", cookie)));
        for (String kid : record.kids()) facts.add(new Fact("Key id", kid));
        new TreeMap<>(record.facts()).forEach((name, value) -> facts.add(new Fact(name, value)));
        return facts;
    }

    /// To the millisecond, as records have it.
    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String words(Tally tally) {
        return tally.licenses() + " licenses, " + tally.windows() + " windows, " + tally.charged() + " charged";
    }

    private static ExplainPage.Verdict shown(String title, Verdict verdict) {
        return new ExplainPage.Verdict(
                title,
                verdict.failed().map(ExplainPages::failure),
                verdict.steps().stream().map(ExplainPages::step).toList());
    }

    private static ExplainPage.Failure failure(Verdict.Failure failure) {
        String remedy = Remedy.of(failure.why());
        return new ExplainPage.Failure(
                failure.why().code(),
                failure.why().template(),
                failure.rule().word(),
                failure.reason(),
                failure.hint().filter(hint -> !hint.equals(remedy)).orElse(""),
                remedy);
    }

    private static ExplainPage.Step step(Step step) {
        return switch (step.result()) {
            case PASSED -> step(step, "passed", "good");
            case FAILED -> step(step, "failed", "bad");
            case NOT_REACHED -> step(step, "not reached", "open");
            case UNKNOWN -> step(step, "unknown", "open");
        };
    }

    private static ExplainPage.Step step(Step step, String result, String badge) {
        return new ExplainPage.Step(step.rule().word(), step.rule().meaning(), result, badge);
    }
}
