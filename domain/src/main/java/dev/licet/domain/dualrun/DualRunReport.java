package dev.licet.domain.dualrun;

import dev.licet.domain.record.EventRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What the records of comparisons come to, signer by signer.
public final class DualRunReport {
    private static final int MOST_EXAMPLES = 3;

    private final Map<String, OfSigner> signers = new TreeMap<>();

    /// A kind of difference.
    ///
    /// @param word     as in [Trait]
    /// @param examples ids of the first requests with it
    public record Kind(String word, long count, List<String> examples) {}

    /// One more record of a comparison.
    public void add(EventRecord record) {
        Optional.ofNullable(record.facts().get(Comparison.SIGNER))
                .ifPresent(name -> signers.computeIfAbsent(name, OfSigner::new).add(record));
    }

    /// All signers, by their names.
    public Collection<OfSigner> signers() {
        return List.copyOf(signers.values());
    }

    /// What was compared for one signer.
    public static final class OfSigner {
        private final String name;
        private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        private final Map<String, List<String>> examples = new TreeMap<>();
        private final Map<String, Long> kinds = new TreeMap<>();
        private final List<Long> ours = new ArrayList<>();
        private final List<Long> theirs = new ArrayList<>();
        private long stoodIn;

        private OfSigner(String name) {
            this.name = name;
        }

        private void add(EventRecord record) {
            Map<String, String> facts = record.facts();
            Outcome.named(facts.getOrDefault(Comparison.OUTCOME, "")).ifPresent(outcome -> count(outcome, 1));
            number(facts, Comparison.SKIPPED).ifPresent(more -> count(Outcome.NOT_COMPARED, more));
            if (facts.containsKey(Comparison.STOOD_IN)) stoodIn++;
            number(facts, Comparison.OURS).ifPresent(ours::add);
            number(facts, Comparison.THEIRS).ifPresent(theirs::add);
            for (String fact : facts.keySet()) {
                if (fact.startsWith(Comparison.DIFFERS)) differs(fact, record.requestId());
            }
        }

        private void count(Outcome outcome, long more) {
            counts.merge(outcome, more, Long::sum);
        }

        private void differs(String fact, String requestId) {
            String word = fact.substring(Comparison.DIFFERS.length());
            kinds.merge(word, 1L, Long::sum);
            List<String> some = examples.computeIfAbsent(word, _ -> new ArrayList<>());
            if (some.size() < MOST_EXAMPLES) some.add(requestId);
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
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(kind -> new Kind(
                            kind.getKey(),
                            kind.getValue(),
                            List.copyOf(examples.getOrDefault(kind.getKey(), List.of()))))
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
    }
}
