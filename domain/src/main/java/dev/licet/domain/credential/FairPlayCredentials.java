package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.List;

/// Port: the FairPlay credentials of an account in one environment, newest first. In the test environment the
/// installation's own stand-in credentials come last, for every account. Answers from memory in the ordinary case.
public interface FairPlayCredentials {
    /// All sets the account may use; an empty list means that it is not authorised for FairPlay.
    List<FairPlayCredential> of(AccountId account, Environment environment);
}
