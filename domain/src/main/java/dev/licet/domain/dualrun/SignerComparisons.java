package dev.licet.domain.dualrun;

import dev.licet.domain.dualrun.DualRunReport.Cause;
import dev.licet.domain.dualrun.DualRunReport.Kind;
import dev.licet.domain.dualrun.DualRunReport.Some;
import dev.licet.domain.record.EventRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What was compared for one signer.
public final class SignerComparisons {
    private static final int MOST_EXAMPLES = 3;
    private static final int MOST_TEXTS = 100;

    private final String name;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Tally> kinds = new TreeMap<>();
    private final Map<Outcome, Map<String, Tally>> causes = new EnumMap<>(Outcome.class);
    private final List<Long> ours = new ArrayList<>();
    private final List<Long> theirs = new ArrayList<>();
    private long stoodIn;

    SignerComparisons(String name) {
        this.name = name;
    }

    void add(EventRecord record) {
        Map<String, String> facts = record.facts();
        Outcome.named(facts.getOrDefault(Comparison.OUTCOME, "")).ifPresent(outcome -> ended(outcome, record));
        number(facts, Comparison.SKIPPED).ifPresent(more -> count(Outcome.NOT_COMPARED, more));
        if (facts.containsKey(Comparison.STOOD_IN)) stoodIn++;
        number(facts, Comparison.OURS).ifPresent(ours::add);
        number(facts, Comparison.THEIRS).ifPresent(theirs::add);
        facts.forEach((fact, text) -> {
            if (fact.startsWith(Comparison.DIFFERS)) {
                tally(kinds, fact.substring(Comparison.DIFFERS.length())).add(text, record.requestId());
            }
        });
    }

    private void ended(Outcome outcome, EventRecord record) {
        count(outcome, 1);
        Optional.ofNullable(record.facts().get(Comparison.WHY))
                .ifPresent(why -> tally(causes.computeIfAbsent(outcome, _ -> new TreeMap<>()), why)
                        .add("", record.requestId()));
    }

    private static Tally tally(Map<String, Tally> all, String word) {
        return all.computeIfAbsent(word, _ -> new Tally());
    }

    private void count(Outcome outcome, long more) {
        counts.merge(outcome, more, Long::sum);
    }

    private static OptionalLong number(Map<String, String> facts, String name) {
        String text = facts.getOrDefault(name, "");
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The signer.
    public String name() {
        return name;
    }

    /// How often that came out.
    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /// How often this service answered because the leading one did not.
    public long stoodIn() {
        return stoodIn;
    }

    /// In what answers differed, most frequent first.
    public List<Kind> kinds() {
        return kinds.entrySet().stream()
                .map(kind -> new Kind(
                        kind.getKey(), kind.getValue().mostly(), kind.getValue().some()))
                .sorted(Comparator.comparingLong(kind -> -kind.some().count()))
                .toList();
    }

    /// Why nothing could be compared, most frequent first.
    public List<Cause> causes() {
        return causes.entrySet().stream()
                .flatMap(outcome -> outcome.getValue().entrySet().stream()
                        .map(why -> new Cause(
                                outcome.getKey(), why.getKey(), why.getValue().some())))
                .sorted(Comparator.comparingLong(cause -> -cause.some().count()))
                .toList();
    }

    /// Half of the answers of this service took so many milliseconds or less.
    public OptionalLong oursMillis() {
        return median(ours);
    }

    /// Half of the answers of the other one.
    public OptionalLong theirsMillis() {
        return median(theirs);
    }

    private static OptionalLong median(List<Long> all) {
        if (all.isEmpty()) return OptionalLong.empty();
        List<Long> sorted = all.stream().sorted().toList();
        return OptionalLong.of(sorted.get((sorted.size() - 1) / 2));
    }

    /// Counts comparisons of one kind. Of what the answers said, which may be something else each time, it
    /// keeps so much.
    private static final class Tally {
        private final List<String> examples = new ArrayList<>();
        private final Map<String, Long> texts = new TreeMap<>();
        private long count;

        void add(String text, String requestId) {
            count++;
            if (examples.size() < MOST_EXAMPLES) examples.add(requestId);
            if (texts.containsKey(text) || texts.size() < MOST_TEXTS) texts.merge(text, 1L, Long::sum);
        }

        Some some() {
            return new Some(count, List.copyOf(examples));
        }

        String mostly() {
            return texts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse("");
        }
    }
}
