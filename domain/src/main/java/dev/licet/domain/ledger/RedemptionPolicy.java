package dev.licet.domain.ledger;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.ledger.Progress.PaidSession;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Whether a license may be given, and what it costs. The ledger asks when it writes, explanations and
/// previews ask before; nobody else decides it.
///
/// The first license of a token opens window 1 and is charged one unit. Until the window's time is over, and
/// for at most [#FREE_LICENSES_PER_KEY] times the number of the token's keys, further ones are free; the
/// next one opens the next window and is charged. A challenge that the token was given a license for is a
/// player's retry: it is granted again, never charged, never counted. One that is not
/// [unique][Challenge#unique] is a retry only until its window is over. What comes from a playback session
/// that was given a license is a renewal, which is free as well.
///
/// A token's expiry ends all of that but the renewal of a lease: the lease was paid for while the token was
/// good, and playback stops without the renewal.
public final class RedemptionPolicy {
    /// How many licenses per key are free inside a window after the one that opened it.
    public static final int FREE_LICENSES_PER_KEY = 4;

    /// A player's retry follows at once, also where windows have no length.
    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);

    private final Progress progress;
    private final Standing account;
    private final Redemption redemption;
    private final Instant now;

    private RedemptionPolicy(Progress progress, Standing account, Redemption redemption, Instant now) {
        this.progress = progress;
        this.account = account;
        this.redemption = redemption;
        this.now = now;
    }

    /// Decides about one redemption.
    ///
    /// @param progress what the token was given before
    /// @param account  what its account is like now
    /// @param now      when the request came
    public static RedemptionDecision decide(Progress progress, Standing account, Redemption redemption, Instant now) {
        return new RedemptionPolicy(progress, account, redemption, now).decision();
    }

    /// Why an account's tokens for `drm` are not redeemed at all; empty when nothing is in the way.
    public static Optional<Refused> refusal(Drm drm, Optional<Account> account) {
        return switch (Standing.of(account)) {
            case GONE -> Optional.of(new RedemptionDecision.AccountGone().refused());
            case SWITCHED_OFF -> Optional.of(new RedemptionDecision.SwitchedOff().refused());
            case EMPTY, SOLVENT -> optionOff(drm, account.orElseThrow());
        };
    }

    private static Optional<Refused> optionOff(Drm drm, Account account) {
        if (account.options().enabledDrms().contains(drm)) return Optional.empty();
        var refused =
                switch (drm) {
                    case WIDEVINE -> optionOff(Refusal.WIDEVINE_DISABLED, "the option");
                    case FAIRPLAY -> optionOff(Refusal.FAIRPLAY_DISABLED, "the option");
                    case CLEARKEY -> optionOff(Refusal.ACCOUNT_DISABLED, "Clear Key");
                    case PLAYREADY -> optionOff(Refusal.PLAYREADY_DISABLED, "the option");
                };
        return Optional.of(refused);
    }

    private static Refused optionOff(Refusal why, String what) {
        return Refused.request(why, what + " is switched off for this account").at(Rule.TOKEN_ACCOUNT);
    }

    /// Whether a request with the token may be read at all: an expired one only where it could be a renewal.
    public static Optional<Refused> expired(Token token, Instant now) {
        return token.isFresh(now) || isLeased(token) ? Optional.empty() : Optional.of(expired(token.expires(), now));
    }

    /// That a token which ended at `expiry` is too old at `now`.
    public static Refused expired(Instant expiry, Instant now) {
        return new RedemptionDecision.Expired(expiry, now).refused();
    }

    /// Until when the playback session of a license that is given now has to be remembered.
    public static Instant sessionEnds(Token token, Instant now) {
        Instant leased = now.plus(token.rights().fairPlay().lease().orElse(Duration.ZERO));
        return leased.isAfter(token.expires()) ? leased : token.expires();
    }

    /// Whether a granted license that was not made was the only one of its window. Then the window counts as
    /// never opened, and its unit is given back. While another license of the window was given or is being
    /// made, the unit pays for that one.
    public static boolean isLast(Holding holding, RedemptionDecision.Grant missing) {
        return counts(holding, missing) && holding.held() <= 1;
    }

    /// Whether a granted license that was not made is one of those that the present window is paid for.
    public static boolean counts(Holding holding, RedemptionDecision.Grant missing) {
        return isPaid(missing) && holding.window() == missing.window();
    }

    /// A renewal is not: the license that it prolongs was made, so nothing is given back when the renewal is not.
    private static boolean isPaid(RedemptionDecision.Grant grant) {
        return switch (grant) {
            case RedemptionDecision.Opens opens -> true;
            case RedemptionDecision.Further further -> true;
            case RedemptionDecision.Repeats repeats -> true;
            case RedemptionDecision.Renews renews -> false;
        };
    }

    private static boolean isLeased(Token token) {
        return token.rights().fairPlay().lease().isPresent();
    }

    private RedemptionDecision decision() {
        return switch (account) {
            case GONE -> new RedemptionDecision.AccountGone();
            case SWITCHED_OFF -> new RedemptionDecision.SwitchedOff();
            case EMPTY -> ofToken(new RedemptionDecision.BalanceEmpty());
            case SOLVENT -> ofToken(new RedemptionDecision.Opens(progress.windows() + 1));
        };
    }

    /// @param next what becomes of a license that is not free
    private RedemptionDecision ofToken(RedemptionDecision next) {
        Token token = redemption.token();
        Optional<PaidSession> paid = progress.session();
        if (!token.isFresh(now)) return expired(token, paid);
        OptionalInt answered = answered();
        if (answered.isPresent()) return new RedemptionDecision.Repeats(answered.getAsInt());
        if (paid.isPresent()) return renews(paid.get());
        if (isFree()) return new RedemptionDecision.Further(progress.windows());
        return isUsedUp() ? new RedemptionDecision.AlreadyRedeemed(progress.windows()) : next;
    }

    private RedemptionDecision expired(Token token, Optional<PaidSession> paid) {
        return paid.isPresent() && isLeased(token)
                ? renews(paid.get())
                : new RedemptionDecision.Expired(token.expires(), now);
    }

    private static RedemptionDecision renews(PaidSession paid) {
        return new RedemptionDecision.Renews(paid.window(), paid.since());
    }

    private OptionalInt answered() {
        boolean forgotten = !redemption.challenge().unique() && !isOpen(memory());
        return forgotten ? OptionalInt.empty() : progress.answered();
    }

    private Duration memory() {
        Duration window = redemption.windows().length();
        return window.compareTo(SHORTEST_MEMORY) > 0 ? window : SHORTEST_MEMORY;
    }

    private boolean isFree() {
        int allowed = FREE_LICENSES_PER_KEY * redemption.token().rights().keys().size();
        return progress.licenses() < allowed && isOpen(redemption.windows().length());
    }

    private boolean isOpen(Duration time) {
        return progress.windows() > 0 && now.isBefore(progress.opened().plus(time));
    }

    private boolean isUsedUp() {
        OptionalInt most = redemption.windows().most();
        return most.isPresent() && progress.windows() >= most.getAsInt();
    }
}
