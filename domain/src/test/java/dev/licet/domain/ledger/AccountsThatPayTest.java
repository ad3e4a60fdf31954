package dev.licet.domain.ledger;

import static dev.licet.domain.ledger.Tokens.account;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Whose tokens are redeemed at all.
class AccountsThatPayTest {
    private static final Balance PLENTY = new Balance.Unlimited();

    private static Options without(Drm drm) {
        var rest = EnumSet.complementOf(EnumSet.of(drm));
        return new Options(rest, Profile.PUBLISHED, Duration.ofDays(1), Duration.ofSeconds(5), OptionalInt.of(3));
    }

    private static Optional<Account> with(Options options) {
        return Optional.of(account(true, PLENTY, options));
    }

    @Test
    void an_account_stands_as_its_switch_and_then_its_balance_say() {
        var left = new Balance.Units(1);
        var empty = new Balance.Units(0);
        assertEquals(Standing.GONE, Standing.of(Optional.empty()));
        assertEquals(Standing.SWITCHED_OFF, standing(false, left));
        assertEquals(Standing.SWITCHED_OFF, standing(false, empty));
        assertEquals(Standing.EMPTY, standing(true, empty));
        assertEquals(Standing.SOLVENT, standing(true, left));
        assertEquals(Standing.SOLVENT, standing(true, PLENTY));
    }

    private static Standing standing(boolean enabled, Balance balance) {
        return Standing.of(Optional.of(account(enabled, balance, Options.DEFAULT)));
    }

    @Test
    void an_account_that_is_gone_or_off_is_refused_for_each_system() {
        var off = Optional.of(account(false, PLENTY, Options.DEFAULT));
        for (Drm drm : Drm.values()) {
            var gone = RedemptionPolicy.refusal(drm, Optional.empty()).orElseThrow();
            assertEquals(new RedemptionDecision.AccountGone().refused(), gone);
            var disabled = RedemptionPolicy.refusal(drm, off).orElseThrow();
            assertEquals(new RedemptionDecision.SwitchedOff().refused(), disabled);
        }
    }

    @Test
    void each_system_that_is_switched_off_is_refused_with_its_code_and_no_other_is() {
        var codes = new EnumMap<Drm, Refusal>(Map.of(
                Drm.WIDEVINE, Refusal.WIDEVINE_DISABLED,
                Drm.FAIRPLAY, Refusal.FAIRPLAY_DISABLED,
                Drm.CLEARKEY, Refusal.ACCOUNT_DISABLED,
                Drm.PLAYREADY, Refusal.PLAYREADY_DISABLED));
        for (Drm off : Drm.values()) {
            for (Drm asked : Drm.values()) {
                Optional<Refused> refused = RedemptionPolicy.refusal(asked, with(without(off)));
                assertEquals(Optional.of(codes.get(off)).filter(code -> asked == off), refused.map(Refused::why));
            }
        }
    }

    @Test
    void a_system_that_is_off_is_named_in_the_record() {
        var option = RedemptionPolicy.refusal(Drm.WIDEVINE, with(without(Drm.WIDEVINE)));
        assertEquals(
                "the option is switched off for this account",
                option.orElseThrow().reason());
        var clearKey = RedemptionPolicy.refusal(Drm.CLEARKEY, with(without(Drm.CLEARKEY)));
        assertEquals(
                "Clear Key is switched off for this account",
                clearKey.orElseThrow().reason());
        assertEquals(Optional.of(Rule.TOKEN_ACCOUNT), clearKey.orElseThrow().rule());
    }

    @Test
    void an_account_without_units_is_not_refused_before_a_window_is_to_be_opened() {
        var empty = Optional.of(account(true, new Balance.Units(0), Options.DEFAULT));
        assertEquals(Optional.empty(), RedemptionPolicy.refusal(Drm.FAIRPLAY, empty));
    }

    @Test
    void each_denial_says_its_code_and_its_rule() {
        says(Refusal.TOKEN_INVALID, Rule.TOKEN_ACCOUNT, new RedemptionDecision.AccountGone());
        says(Refusal.ACCOUNT_DISABLED, Rule.TOKEN_ACCOUNT, new RedemptionDecision.SwitchedOff());
        says(Refusal.TOKEN_INVALID, Rule.FRESH, new RedemptionDecision.Expired(Tokens.EXPIRY, Tokens.EXPIRY));
        says(Refusal.TOKEN_INVALID, Rule.REDEMPTIONS, new RedemptionDecision.AlreadyRedeemed(1));
        says(Refusal.BALANCE_EMPTY, Rule.CHARGE, new RedemptionDecision.BalanceEmpty());
    }

    private static void says(Refusal code, Rule rule, RedemptionDecision.Denial denial) {
        assertEquals(code, denial.refused().why());
        assertEquals(Optional.of(rule), denial.refused().rule());
    }

    @Test
    void the_options_of_an_account_limit_its_windows() {
        var limits = WindowLimits.of(without(Drm.CLEARKEY));
        assertEquals(new WindowLimits(Duration.ofSeconds(5), OptionalInt.of(3)), limits);
    }
}
