package dev.licet.storage;

import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.AuthenticatorAdministration;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.credential.FairPlayAdministration;
import dev.licet.storage.credential.PlayReadyAdministration;
import dev.licet.storage.credential.SignerAdministration;
import dev.licet.storage.credential.WidevineBackEndAdministration;
import dev.licet.storage.credential.WidevineTrustAdministration;
import dev.licet.storage.key.PackagerAdministration;
import dev.licet.storage.key.PackagerSeedAdministration;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.stop.StopAdministration;

/// What an operator does with an installation, by subject. Every change is on disk when its method returns, and
/// other processes see it: accounts, balances and authenticators at once, the rest within a second.
///
/// @param accounts       accounts and their options
/// @param balances       what accounts have left
/// @param lowBalances    which of them have fallen under their mark
/// @param authenticators their API keys
/// @param fairPlay       FairPlay credentials
/// @param widevine       Widevine roots, revocations and levels
/// @param widevineBackEnds who answers the Widevine devices that are not under the operator's own root
/// @param playReady      who makes the PlayReady licenses of an account
/// @param sealingKeys    the keys that tokens are sealed under
/// @param packagers      what is set for packagers
/// @param packagerSeeds  what the keys of packagers are derived from
/// @param signers        who signs requests for keys and licenses
/// @param stops          what gets no license
public record Administration(
        AccountAdministration accounts,
        BalanceAdministration balances,
        LowBalances lowBalances,
        AuthenticatorAdministration authenticators,
        FairPlayAdministration fairPlay,
        WidevineTrustAdministration widevine,
        WidevineBackEndAdministration widevineBackEnds,
        PlayReadyAdministration playReady,
        SealingKeyAdministration sealingKeys,
        PackagerAdministration packagers,
        PackagerSeedAdministration packagerSeeds,
        SignerAdministration signers,
        StopAdministration stops) {
    /// Whether there is no account yet, as at the first start.
    public boolean isEmpty() {
        return accounts.isEmpty();
    }
}
