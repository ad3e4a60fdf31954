package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.account.Account;
import dev.licet.domain.credential.FairPlayCredentials;
import java.util.List;
import java.util.Optional;

/// Whether the options of an account let it have tokens of a DRM system.
///
/// @param fairPlay without usable credentials no FairPlay token is made
record IssuePermissions(FairPlayCredentials fairPlay) {
    /// Why not; empty when nothing is in the way.
    Optional<Refused> notAllowed(Drm drm, Account account) {
        boolean enabled = account.options().enabledDrms().contains(drm);
        return switch (drm) {
            case WIDEVINE -> enabled ? Optional.empty() : off(Refusal.WIDEVINE_DISABLED);
            case FAIRPLAY -> enabled ? withoutCredentials(account) : off(Refusal.FAIRPLAY_DISABLED);
            case PLAYREADY -> enabled ? Optional.empty() : off(Refusal.PLAYREADY_DISABLED);
            // The published codes have none for Clear Key; this one says the nearest thing.
            case CLEARKEY ->
                enabled
                        ? Optional.empty()
                        : off(Refusal.ACCOUNT_DISABLED)
                                .map(why -> why.at(Rule.OPTION).hint("Ask the operator: licet account options --drm"));
        };
    }

    private static Optional<Refused> off(Refusal why) {
        return Optional.of(Refused.request(why, "the option is switched off for this account"));
    }

    private Optional<Refused> withoutCredentials(Account account) {
        if (!fairPlay.of(account.id(), account.environment()).isEmpty()) return Optional.empty();
        List<String> leftOut = fairPlay.leftOut(account.id(), account.environment());
        return Optional.of(leftOut.isEmpty() ? noCredentials(account) : unusable(account, leftOut));
    }

    private static Refused noCredentials(Account account) {
        String where = account.environment().word();
        return Refused.request(Refusal.FAIRPLAY_NOT_AUTHORIZED, "the account has no FairPlay credentials in " + where)
                .hint("Import the certificate, its private key and the ASk with: licet fairplay import");
    }

    private static Refused unusable(Account account, List<String> leftOut) {
        String where = account.environment().word();
        String reason = "the account has no FairPlay credentials in " + where + " that this node can use: "
                + String.join("; ", leftOut);
        return Refused.request(Refusal.FAIRPLAY_NOT_AUTHORIZED, reason)
                .hint("Ask the operator to install the derivation, or to import other credentials.");
    }

    static Refused balanceEmpty() {
        return Refused.request(Refusal.BALANCE_EMPTY, "the balance of the account is used up")
                .hint("Ask the operator of this service to top up the account.");
    }

    static Refused switchedOff() {
        return Refused.request(Refusal.ACCOUNT_DISABLED, "the account is switched off");
    }
}
