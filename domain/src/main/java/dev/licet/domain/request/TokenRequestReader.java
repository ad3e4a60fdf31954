package dev.licet.domain.request;

import dev.licet.domain.Rule;
import java.util.List;

/// Reads the parameters of a token request into a [TokenRequest], in the order of token-api.md 16: exactly one
/// code is reported, that of the first thing that is wrong. Steps 1 and 2 (format, caller) and 9 (balance) are
/// done by [TokenIssuer].
final class TokenRequestReader {
    /// The rules that read parameters, in the order in which they apply.
    static final List<Step> IN_ORDER = List.of(
            new Step(Rule.GENERAL_FLAGS, FlagFields::persistence),
            new Step(Rule.DEVICE_BINDING, FlagFields::deviceBinding),
            new Step(Rule.KID, KeyFields::kids),
            new Step(Rule.KEY_SOURCE, KeyFields::sources),
            new Step(Rule.RIGHTS, PlayReadyFields::rights),
            new Step(Rule.KEY_RULES, KeyFields::rules),
            new Step(Rule.OUTPUTS, PlayReadyFields::outputs),
            new Step(Rule.IV, FairPlayFields::iv),
            new Step(Rule.DURATIONS, DurationFields::read),
            new Step(Rule.RESERVED, ReservedFields::check),
            new Step(Rule.EXTENSIONS, ExtensionFields::read),
            new Step(Rule.CONTENT_ID, LabelFields::contentId),
            new Step(Rule.EXPIRATION, ExpirationField::read),
            new Step(Rule.COOKIE, LabelFields::cookie));

    private TokenRequestReader() {}

    /// Adds to the draft what some parameters say, or refuses them.
    @FunctionalInterface
    interface Check {
        void read(TokenDraft draft) throws BadParameter;
    }

    /// A rule, and how it is checked.
    record Step(Rule rule, Check check) {
        private void read(TokenDraft draft) throws BadParameter {
            try {
                check.read(draft);
            } catch (BadParameter bad) {
                throw bad.at(rule);
            }
        }
    }

    static TokenRequest read(Submission asked) throws BadParameter {
        var draft = new TokenDraft(asked);
        for (Step step : IN_ORDER) step.read(draft);
        return draft.finished();
    }
}
