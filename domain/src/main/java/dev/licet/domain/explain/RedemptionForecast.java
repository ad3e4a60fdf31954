package dev.licet.domain.explain;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Options;
import dev.licet.domain.record.Tally;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What would become of a token if a good device redeemed it now.
final class RedemptionForecast {
    private static final Set<Rule> OF_DEVICES = Set.of(Rule.MESSAGE, Rule.DEVICE, Rule.POLICY);

    private final Account account;
    private final Options options;
    private final Token token;
    private final Tally tally;
    private final Instant now;

    RedemptionForecast(Account account, Token token, Tally tally, Instant now) {
        this.account = account;
        this.options = account.options();
        this.token = token;
        this.tally = tally;
        this.now = now;
    }

    Verdict verdict() {
        Optional<Refused> refused =
                option().or(this::expired).or(this::redeemed).or(this::balance);
        Verdict verdict =
                refused.map(why -> Verdict.bad(Rule.Way.REDEEM, why)).orElseGet(() -> Verdict.good(Rule.Way.REDEEM));
        return new Verdict(verdict.way(), verdict.failed(), honest(verdict.steps()));
    }

    /// Nothing is known about a device that has not asked.
    private static List<Step> honest(List<Step> steps) {
        return steps.stream()
                .map(step -> step.result() == Step.Result.PASSED && OF_DEVICES.contains(step.rule())
                        ? new Step(step.rule(), Step.Result.UNKNOWN)
                        : step)
                .toList();
    }

    private Optional<Refused> option() {
        if (options.enabledDrms().contains(token.drm())) return Optional.empty();
        Refusal why =
                switch (token.drm()) {
                    case WIDEVINE -> Refusal.WIDEVINE_DISABLED;
                    case FAIRPLAY -> Refusal.FAIRPLAY_DISABLED;
                    case CLEARKEY -> Refusal.ACCOUNT_DISABLED;
                };
        return refused(Rule.TOKEN_ACCOUNT, why, "the option is switched off for this account");
    }

    private Optional<Refused> expired() {
        if (token.isFresh(now)) return Optional.empty();
        long ago = Duration.between(token.expires(), now).toSeconds();
        String words = "it expired at " + token.expires() + ", " + ago + " seconds ago; the server's time is " + now;
        return refused(Rule.FRESH, Refusal.TOKEN_INVALID, words);
    }

    private Optional<Refused> redeemed() {
        OptionalInt most = options.maxRedemptions();
        boolean open = tally.opened()
                .filter(opened -> now.isBefore(opened.plus(options.redemptionWindow())))
                .isPresent();
        if (open || most.isEmpty() || tally.windows() < most.getAsInt()) return Optional.empty();
        return refused(
                Rule.REDEMPTIONS,
                Refusal.TOKEN_INVALID,
                "already redeemed " + tally.windows() + " times, of " + most.getAsInt());
    }

    private Optional<Refused> balance() {
        if (!account.balance().isEmpty()) return Optional.empty();
        return refused(Rule.CHARGE, Refusal.BALANCE_EMPTY, "the balance of the account is used up");
    }

    private static Optional<Refused> refused(Rule rule, Refusal why, String reason) {
        return Optional.of(Refused.request(why, reason).at(rule));
    }
}
