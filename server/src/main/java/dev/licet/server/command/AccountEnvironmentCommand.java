package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import picocli.CommandLine.Mixin;

/// A command about one account in one environment.
abstract class AccountEnvironmentCommand extends DatabaseCommand {
    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    AccountEnvironmentCommand(Setting setting) {
        super(setting);
    }

    final AccountId account() {
        return account.id();
    }

    final Environment environment() {
        return environment.environment();
    }

    /// For the audit trail.
    final Target target() {
        return Target.INSTALLATION.of(account()).in(environment());
    }

    /// What is printed when something was removed of which there is one at most.
    final Table removed() {
        return Table.of("account", "environment", "removed")
                .row(Table.number(account().value()), Table.text(environment().word()), Table.flag(true));
    }
}
