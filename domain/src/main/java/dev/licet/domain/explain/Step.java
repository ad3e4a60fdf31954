package dev.licet.domain.explain;

import dev.licet.domain.Rule;
import java.util.List;
import java.util.Optional;

/// One rule on the way of a request, and what became of it.
public record Step(Rule rule, Result result) {
    /// What became of a rule.
    public enum Result {
        /// It held.
        PASSED,
        /// It did not, and decided.
        FAILED,
        /// Another one had failed before.
        NOT_REACHED,
        /// Only a device's request can tell.
        UNKNOWN
    }

    /// The whole way, up to the rule that failed; all passed when none did.
    static List<Step> upTo(Rule.Way way, Optional<Rule> failed) {
        return Rule.of(way).stream()
                .map(rule -> new Step(rule, result(rule, failed)))
                .toList();
    }

    private static Result result(Rule rule, Optional<Rule> failed) {
        int order = failed.map(rule::compareTo).orElse(-1);
        if (order < 0) return Result.PASSED;
        return order == 0 ? Result.FAILED : Result.NOT_REACHED;
    }
}
