package dev.licet.domain.packager;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;

/// Port: what is set for the packagers of accounts. Answers come from memory and are at most about a second
/// old.
public interface PackagingSettings {
    /// Of that account there; [PackagingOptions#DEFAULT] when nothing was set.
    PackagingOptions of(AccountId account, Environment environment);
}
