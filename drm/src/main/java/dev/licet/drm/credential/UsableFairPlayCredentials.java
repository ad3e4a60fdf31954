package dev.licet.drm.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import java.util.List;

/// The sets of FairPlay credentials that this node can use. One that it cannot use is never handed out: its certificate
/// would make devices ask for licenses that nobody here can make, although an older set would do.
public record UsableFairPlayCredentials(FairPlayCredentials stored, InstalledDerivations installed)
        implements FairPlayCredentials {
    @Override
    public List<FairPlayCredential> of(AccountId account, Environment environment) {
        return stored.of(account, environment).stream()
                .filter(set -> installed.canUse(set.derivation(), environment))
                .toList();
    }

    @Override
    public List<String> leftOut(AccountId account, Environment environment) {
        return stored.of(account, environment).stream()
                .map(FairPlayCredential::derivation)
                .filter(derivation -> !installed.canUse(derivation, environment))
                .distinct()
                .map(derivation -> installed.trouble(derivation, environment))
                .toList();
    }

    @Override
    public void used(FairPlayCredential credential) {
        stored.used(credential);
    }
}
