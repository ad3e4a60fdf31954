package dev.licet.dashboard.view;

import java.util.List;
import java.util.Optional;

/// Why something was refused.
///
/// @param request the request id that was asked about, as it was typed
/// @param cookie  the same, by cookie
/// @param answer  what can be told
public record ExplainPage(Frame frame, String request, String cookie, Optional<Answer> answer) {

    /// What can be told.
    ///
    /// @param words    in one sentence
    /// @param verdicts what was decided, and what would be now
    /// @param facts    times and numbers
    public record Answer(String words, List<Verdict> verdicts, List<Fact> facts) {}

    /// One decision.
    ///
    /// @param title   whose
    /// @param refused why not; empty when nothing stands in the way
    /// @param steps   every rule in order
    public record Verdict(String title, Optional<Failure> refused, List<Step> steps) {}

    /// The first rule that failed.
    public record Failure(int code, String message, String rule, String reason, String hint, String remedy) {}

    /// One rule.
    ///
    /// @param result `passed`, `failed`, `not reached` or `unknown`
    /// @param badge  how it is marked
    public record Step(String rule, String meaning, String result, String badge) {}
}
