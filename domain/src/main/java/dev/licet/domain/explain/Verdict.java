package dev.licet.domain.explain;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import java.util.List;
import java.util.Optional;

/// Whether something was or would be refused, and by which rule.
///
/// @param way    what the request wanted
/// @param failed why not; empty when nothing stands in the way
/// @param steps  every rule of the way, in order
public record Verdict(Rule.Way way, Optional<Failure> failed, List<Step> steps) {
    /// The first rule that failed.
    ///
    /// @param rule      which
    /// @param why       the code that came of it
    /// @param reason    in words, with times and distances
    /// @param parameter the request parameter at fault
    /// @param hint      advice for this very request
    public record Failure(Rule rule, Refusal why, String reason, Optional<String> parameter, Optional<String> hint) {}

    public Verdict {
        steps = List.copyOf(steps);
    }

    static Verdict good(Rule.Way way) {
        return new Verdict(way, Optional.empty(), Step.upTo(way, Optional.empty()));
    }

    static Verdict bad(Rule.Way way, Failure failure) {
        return new Verdict(way, Optional.of(failure), Step.upTo(way, Optional.of(failure.rule())));
    }

    static Verdict bad(Rule.Way way, Refused refused) {
        Rule rule = refused.rule().orElseGet(() -> Rule.usual(refused.why(), way));
        return bad(way, new Failure(rule, refused.why(), refused.reason(), refused.parameter(), refused.hint()));
    }
}
