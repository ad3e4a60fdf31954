package dev.licet.domain.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;

/// Port: how PlayReady is set up for an account in one environment. Answers from memory in the ordinary case.
@FunctionalInterface
public interface PlayReadySetups {
    /// That of the account; [PlayReadySetup#NONE] when nothing has been set up.
    PlayReadySetup of(AccountId account, Environment environment);
}
