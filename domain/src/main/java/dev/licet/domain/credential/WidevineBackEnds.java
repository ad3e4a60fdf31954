package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.util.Optional;

/// Port: who answers the Widevine devices of an account in one environment that the embedded back end cannot serve.
/// Answers from memory in the ordinary case.
@FunctionalInterface
public interface WidevineBackEnds {
    /// The back end of the account; empty when nothing has been configured.
    Optional<WidevineBackEnd> of(AccountId account, Environment environment);
}
