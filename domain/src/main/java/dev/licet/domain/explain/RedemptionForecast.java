package dev.licet.domain.explain;

import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.ledger.Challenge;
import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.ledger.RedemptionDecision;
import dev.licet.domain.ledger.RedemptionPolicy;
import dev.licet.domain.ledger.Standing;
import dev.licet.domain.ledger.WindowLimits;
import dev.licet.domain.stop.Halt;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What would become of a token if a good device redeemed it now, with a challenge that nobody has sent yet.
final class RedemptionForecast {
    private static final Set<Rule> OF_DEVICES =
            EnumSet.of(Rule.MESSAGE, Rule.DEVICE, Rule.POLICY, Rule.STOPPED_DEVICE, Rule.MAKER);

    private RedemptionForecast() {}

    /// A token and how often it was redeemed, by the ledger.
    record Redeemed(Token token, Progress progress) {}

    /// @param halt what is stopped
    static Verdict verdict(Account account, Redeemed redeemed, Halt halt, Instant now) {
        Verdict verdict = refusal(account, redeemed, halt, now)
                .map(why -> Verdict.bad(Rule.Way.REDEEM, why))
                .orElseGet(() -> Verdict.good(Rule.Way.REDEEM));
        return new Verdict(verdict.way(), verdict.failed(), honest(verdict.steps()));
    }

    private static Optional<Refused> refusal(Account account, Redeemed redeemed, Halt halt, Instant now) {
        Token token = redeemed.token();
        var redemption = new Redemption(token, Challenge.NEW, WindowLimits.of(account.options()));
        var standing = Standing.of(Optional.of(account));
        return RedemptionPolicy.refusal(token.drm(), Optional.of(account))
                .or(() -> halt.token(token, now))
                .or(() -> refusal(RedemptionPolicy.decide(redeemed.progress(), standing, redemption, now)));
    }

    private static Optional<Refused> refusal(RedemptionDecision decision) {
        return switch (decision) {
            case RedemptionDecision.Grant given -> Optional.empty();
            case RedemptionDecision.Denial denial -> Optional.of(denial.refused());
        };
    }

    /// Nothing is known about a device that has not asked.
    private static List<Step> honest(List<Step> steps) {
        return steps.stream()
                .map(step -> step.result() == Step.Result.PASSED && OF_DEVICES.contains(step.rule())
                        ? new Step(step.rule(), Step.Result.UNKNOWN)
                        : step)
                .toList();
    }
}
