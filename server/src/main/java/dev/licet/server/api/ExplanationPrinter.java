package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Remedy;
import dev.licet.domain.TimeText;
import dev.licet.domain.explain.Explanation;
import dev.licet.domain.explain.Step;
import dev.licet.domain.explain.Verdict;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.record.Tally;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Writes explanations as `docs/explain.md` describes them.
final class ExplanationPrinter {
    private ExplanationPrinter() {}

    static byte[] print(Explanation.Known known) {
        return Json.object(json -> {
            verdict(json, known.verdict());
            clock(json, known);
            if (known.presently().isPresent()) {
                json.writeObjectFieldStart("ifRedeemedNow");
                verdict(json, known.presently().get());
                json.writeEndObject();
            }
            if (known.token().isPresent())
                TokenPrinter.print(json, known.token().get());
            if (known.tally().isPresent()) tally(json, known.tally().get());
            record(json, "request", known.request());
            record(json, "issue", known.issue());
        });
    }

    static byte[] print(Explanation.OtherEnvironment elsewhere) {
        return Json.object(json -> {
            verdict(json, elsewhere.verdict());
            now(json, elsewhere.now());
            json.writeObjectFieldStart("token");
            json.writeStringField("environment", elsewhere.environment().word());
            json.writeStringField("drm", elsewhere.drm().word());
            json.writeEndObject();
        });
    }

    static byte[] print(Explanation.NotOurs notOurs) {
        return Json.object(json -> {
            verdict(json, notOurs.verdict());
            now(json, notOurs.now());
        });
    }

    private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeBooleanField("refused", verdict.failed().isPresent());
        json.writeNumberField(
                "code", verdict.failed().map(failure -> failure.why().code()).orElse(0));
        if (verdict.failed().isPresent()) failure(json, verdict.failed().get());
        json.writeStringField("way", verdict.way().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("steps");
        for (Step step : verdict.steps()) step(json, step);
        json.writeEndArray();
    }

    private static void failure(JsonGenerator json, Verdict.Failure failure) throws IOException {
        json.writeStringField("rule", failure.rule().word());
        json.writeStringField("reason", failure.reason());
        text(json, "parameter", failure.parameter());
        text(json, "hint", failure.hint());
        json.writeStringField("remedy", Remedy.of(failure.why()));
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) json.writeStringField(name, value.get());
    }

    private static void step(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", step.rule().word());
        json.writeStringField("says", step.rule().meaning());
        json.writeStringField(
                "result", step.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeEndObject();
    }

    private static void now(JsonGenerator json, Instant now) throws IOException {
        json.writeObjectFieldStart("clock");
        json.writeStringField("now", RecordPrinter.TIME.format(now));
        json.writeEndObject();
    }

    /// Distances are seconds from now, negative for the past.
    private static void clock(JsonGenerator json, Explanation.Known known) throws IOException {
        Instant now = known.now();
        json.writeObjectFieldStart("clock");
        json.writeStringField("now", RecordPrinter.TIME.format(now));
        distance(json, "request", known.request().map(EventRecord::at), now);
        distance(json, "tokenIssued", issued(known), now);
        distance(json, "tokenExpires", expires(known), now);
        json.writeEndObject();
    }

    private static Optional<Instant> issued(Explanation.Known known) {
        return known.token().map(Token::issued).or(() -> known.issue().map(EventRecord::at));
    }

    private static Optional<Instant> expires(Explanation.Known known) {
        return known.token().map(Token::expires).or(() -> known.issue()
                .map(issue -> issue.facts().get("expires"))
                .flatMap(TimeText::utc));
    }

    private static void distance(JsonGenerator json, String name, Optional<Instant> time, Instant now)
            throws IOException {
        if (time.isEmpty()) return;
        json.writeStringField(name, RecordPrinter.TIME.format(time.get()));
        json.writeNumberField(name + "In", time.get().getEpochSecond() - now.getEpochSecond());
    }

    private static void tally(JsonGenerator json, Tally tally) throws IOException {
        json.writeObjectFieldStart("redemptions");
        json.writeNumberField("licenses", tally.licenses());
        json.writeNumberField("windows", tally.windows());
        json.writeNumberField("charged", tally.charged());
        json.writeEndObject();
    }

    private static void record(JsonGenerator json, String name, Optional<EventRecord> record) throws IOException {
        if (record.isEmpty()) return;
        json.writeFieldName(name);
        RecordPrinter.print(json, record.get());
    }
}
