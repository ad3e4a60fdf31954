package dev.licet.domain.explain;

import dev.licet.domain.Refusal;
import dev.licet.domain.Rule;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import java.util.Optional;

/// Reads a verdict back out of a record.
final class RecordedVerdict {
    private RecordedVerdict() {}

    static Verdict of(EventRecord record) {
        Rule.Way way = way(record.kind());
        return Refusal.ofCode(record.code())
                .map(why -> Verdict.bad(way, failure(way, why, record)))
                .orElseGet(() -> Verdict.good(way));
    }

    private static Rule.Way way(Event.Kind kind) {
        return switch (kind) {
            case ISSUED, REFUSED -> Rule.Way.ISSUE;
            case REDEEMED, DENIED, DELIVERED, RENEWED, RELEASED, REPORTED, COMPARED -> Rule.Way.REDEEM;
            case KEY_SERVED, KEY_REFUSED, KEY_READ, KEY_WRITTEN, KEY_DELETED -> Rule.Way.PACKAGE;
        };
    }

    private static Verdict.Failure failure(Rule.Way way, Refusal why, EventRecord record) {
        Rule rule = fact(record, "rule").flatMap(Rule::named).orElseGet(() -> Rule.usual(why, way));
        return new Verdict.Failure(rule, why, record.reason(), fact(record, "parameter"), fact(record, "hint"));
    }

    private static Optional<String> fact(EventRecord record, String name) {
        return Optional.ofNullable(record.facts().get(name));
    }
}
