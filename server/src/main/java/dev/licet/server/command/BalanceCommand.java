package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.outcome.Outcome;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet account balance`.
@Command(name = "balance", description = "Show, set or top up what an account has left in one environment.")
final class BalanceCommand extends DatabaseCommand {
    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    @ArgGroup
    private Change change;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the list of movements.")
    private String reason = "command";

    /// One of two.
    static final class Change {
        @Option(names = "--set", paramLabel = "N|unlimited", description = "Set it.")
        private String set;

        @Option(names = "--add", paramLabel = "N", description = "Add prepaid units.")
        private Long add;

        String words() {
            return set != null ? set : "+" + add;
        }
    }

    BalanceCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        if (change == null) return Optional.empty();
        return Optional.of(change.set != null ? Verb.BALANCE_SET : Verb.BALANCE_ADD);
    }

    @Override
    Table run(Database database) {
        AccountId id = account.id();
        Environment where = environment.environment();
        if (change != null) about(Target.INSTALLATION.of(id).in(where).saying(change.words() + ", " + reason));
        Balance balance = done(changed(database.administration().balances(), id, where));
        return Table.of("account", "environment", "balance")
                .row(Table.number(id.value()), Table.text(where.word()), AccountCommands.balance(balance));
    }

    private Outcome<Balance> changed(BalanceAdministration sheet, AccountId id, Environment where) {
        if (change == null) return sheet.show(id, where);
        if (change.set != null) return sheet.set(id, where, wanted(change.set), reason);
        if (change.add < 1) throw Complaint.usage("--add must be 1 or more");
        return sheet.topUp(id, where, change.add, reason);
    }

    private static Balance wanted(String text) {
        if (text.equals("unlimited")) return new Balance.Unlimited();
        if (!text.matches("[0-9]{1,18}")) throw Complaint.usage("--set must be a number or unlimited");
        return new Balance.Units(Long.parseLong(text));
    }
}
