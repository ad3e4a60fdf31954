package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.List;

/// Port: the FairPlay credentials of an account in one environment, newest first. In the test environment the
/// installation's own stand-in credentials come last, for every account. Answers from memory in the ordinary case.
public interface FairPlayCredentials {
    /// All sets the account may use; an empty list means that it is not authorised for FairPlay.
    List<FairPlayCredential> of(AccountId account, Environment environment);

    /// Why other sets of the account are left out on this node, one clause for each kind of them.
    default List<String> leftOut(AccountId account, Environment environment) {
        return List.of();
    }

    /// Notes that a device has named the credential, so that its owner knows which certificates are still in use. Never
    /// fails: what cannot be noted is not noted.
    default void used(FairPlayCredential credential) {}
}
