package dev.licet.server.api;

import dev.licet.domain.TimeText;
import dev.licet.domain.request.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which records a caller wants. The methods exclude each other (reference: token-api.md 12).
sealed interface RecordQuery {
    /// How many records come without a length.
    int USUAL = 32;
    /// How many records come at most.
    int MOST = 1000;

    /// The newest 32.
    record Latest() implements RecordQuery {}

    /// The newest 32 with that cookie.
    record WithCookie(String cookie) implements RecordQuery {}

    /// The one with that number.
    record WithId(long id) implements RecordQuery {}

    /// `length` records from the `start`-th oldest.
    record Window(long start, int length) implements RecordQuery {}

    /// The oldest 1000 from `from` up to, not including, `to`.
    record Between(Instant from, Instant to) implements RecordQuery {}

    /// None that can be answered.
    ///
    /// @param why one sentence, without a final stop
    record Unclear(String why) implements RecordQuery {}

    /// Reads the query. Parameters that it does not know are ignored.
    static RecordQuery read(Parameters parameters) {
        Optional<String> unclear = parameters.unclear("cookie", "id", "start", "length", "from", "to");
        if (unclear.isPresent()) return new Unclear(unclear.get());
        List<RecordQuery> methods = Stream.of(
                        parameters.first("cookie").map(cookie -> (RecordQuery) new WithCookie(cookie)),
                        parameters.first("id").map(RecordQuery::withId),
                        both(parameters, "start", "length").map(RecordQuery::window),
                        both(parameters, "from", "to").map(RecordQuery::between))
                .flatMap(Optional::stream)
                .toList();
        return switch (methods.size()) {
            case 0 -> new Latest();
            case 1 -> methods.getFirst();
            default -> new Unclear("Use one of cookie, id, start with length, from with to");
        };
    }

    /// Two parameters that belong together.
    record Pair(Optional<String> first, Optional<String> second) {}

    private static Optional<Pair> both(Parameters parameters, String first, String second) {
        var pair = new Pair(parameters.first(first), parameters.first(second));
        return pair.first().isEmpty() && pair.second().isEmpty() ? Optional.empty() : Optional.of(pair);
    }

    private static RecordQuery withId(String text) {
        return number(text)
                .map(id -> (RecordQuery) new WithId(id))
                .orElseGet(() -> new Unclear("id must be the event_id of a record"));
    }

    private static RecordQuery window(Pair pair) {
        Optional<Long> start = pair.first().flatMap(RecordQuery::number);
        Optional<Long> length = number(pair.second().orElse(Integer.toString(USUAL)));
        if (start.isEmpty() || length.isEmpty()) return new Unclear("start and length must be whole numbers");
        return new Window(start.get(), (int) Math.min(length.get(), MOST));
    }

    private static RecordQuery between(Pair pair) {
        Optional<Instant> from = pair.first().flatMap(TimeText::utc);
        Optional<Instant> to = pair.second().flatMap(TimeText::utc);
        if (from.isEmpty() || to.isEmpty()) {
            return new Unclear("from and to must both be given, as 2026-01-31T23:59:59Z");
        }
        return new Between(from.get(), to.get());
    }

    /// Reads a number of up to 18 digits.
    static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
