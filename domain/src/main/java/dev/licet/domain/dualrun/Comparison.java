package dev.licet.domain.dualrun;

import dev.licet.domain.credential.DualRun.Leader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What two license services made of one request.
///
/// @param leader whose answer was to be given
/// @param result how the answers compare
/// @param times  how long each took
/// @param stoodIn whether this service answered because the leading one did not
public record Comparison(Leader leader, Result result, Times times, boolean stoodIn) {
    /// The fact of a record that says how the answers compare.
    static final String OUTCOME = "dual_run";
    /// The fact that counts those before it that were not compared and have no record of their own.
    static final String SKIPPED = "skipped";
    /// The fact that says whose request it was.
    static final String SIGNER = "signer";
    /// The fact that says that this service answered for the leading one.
    static final String STOOD_IN = "stood_in";
    /// How long this service took, in milliseconds.
    static final String OURS = "ours_ms";
    /// How long the other one took, in milliseconds.
    static final String THEIRS = "theirs_ms";
    /// The fact that says why nothing could be compared.
    static final String WHY = "why";
    /// Begins the name of a fact about a difference, before the word of its trait.
    static final String DIFFERS = "differs_";

    /// How long the services took; empty for one that was not asked.
    public record Times(Optional<Duration> ours, Optional<Duration> theirs) {}

    /// How the answers compare.
    public sealed interface Result {
        /// Which of the four it is.
        Outcome outcome();

        /// What a record says of it beyond that.
        private Map<String, String> facts() {
            return switch (this) {
                case Same() -> Map.of();
                case Different(var differences) ->
                    differences.stream()
                            .collect(Collectors.toMap(
                                    one -> DIFFERS + one.trait().word(), Difference::text));
                case Failed(String why) -> Map.of(WHY, why);
                case NotCompared(String why) -> Map.of(WHY, why);
            };
        }
    }

    /// Nothing in which they differ.
    public record Same() implements Result {
        @Override
        public Outcome outcome() {
            return Outcome.SAME;
        }
    }

    /// Something.
    public record Different(List<Difference> differences) implements Result {
        public Different {
            differences = List.copyOf(differences);
        }

        @Override
        public Outcome outcome() {
            return Outcome.DIFFERENT;
        }
    }

    /// The other service did not answer.
    ///
    /// @param why begins with a verb
    public record Failed(String why) implements Result {
        @Override
        public Outcome outcome() {
            return Outcome.FAILED;
        }
    }

    /// One of them was not asked, or could not answer.
    public record NotCompared(String why) implements Result {
        @Override
        public Outcome outcome() {
            return Outcome.NOT_COMPARED;
        }
    }

    /// How the answers of a first license compare.
    public static Result of(List<Difference> differences) {
        return differences.isEmpty() ? new Same() : new Different(differences);
    }

    /// What the record says.
    ///
    /// @param signer  whose request it was
    /// @param skipped how many before it have no record
    public Map<String, String> facts(String signer, long skipped) {
        var facts = new TreeMap<>(result.facts());
        facts.put("door", "getlicense");
        facts.put(SIGNER, signer);
        facts.put(OUTCOME, result.outcome().word());
        facts.put("leader", leader.word());
        if (stoodIn) facts.put(STOOD_IN, "true");
        if (skipped > 0) facts.put(SKIPPED, Long.toString(skipped));
        times.ours().ifPresent(time -> facts.put(OURS, Long.toString(time.toMillis())));
        times.theirs().ifPresent(time -> facts.put(THEIRS, Long.toString(time.toMillis())));
        return facts;
    }
}
