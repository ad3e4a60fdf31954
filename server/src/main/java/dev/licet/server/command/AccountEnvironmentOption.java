package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.storage.Database;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which account a command is about, in which of its environments, where something else is named first.
final class AccountEnvironmentOption {
    @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "The number of the account.")
    private String account;

    @Mixin
    private EnvironmentOption environment;

    /// For the audit trail, also when there is no such account.
    Target target() {
        var where = Target.INSTALLATION.in(environment());
        return AccountId.parse(account).map(where::of).orElse(where);
    }

    AccountId id(Database database) {
        AccountId id = AccountId.parse(account)
                .orElseThrow(() -> Complaint.usage("an account is a number from 1 to " + AccountId.MAX));
        if (database.accounts().find(id, environment()).isEmpty()) throw Complaint.refused("there is no account " + id);
        return id;
    }

    Environment environment() {
        return environment.environment();
    }
}
