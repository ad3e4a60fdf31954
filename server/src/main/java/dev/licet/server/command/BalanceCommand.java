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
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet account balance`.
@Command(
        name = "balance",
        description = "Show, set or top up what an account has left in one environment, and say when that is low.")
final class BalanceCommand extends DatabaseCommand {
    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    @ArgGroup
    private Change change;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the list of movements.")
    private String reason = "command";

    /// One of three.
    static final class Change {
        @Option(names = "--set", paramLabel = "N|unlimited", description = "Set it.")
        private String set;

        @Option(names = "--add", paramLabel = "N", description = "Add prepaid units.")
        private Long add;

        @Option(
                names = "--low",
                paramLabel = "N|none",
                description =
                        "Under how many units it is low: that it falls there is recorded and seen in the metrics.")
        private String low;

        String words() {
            if (low != null) return "low under " + low;
            return set != null ? set : "+" + add;
        }

        Verb verb() {
            if (low != null) return Verb.BALANCE_MARK;
            return set != null ? Verb.BALANCE_SET : Verb.BALANCE_ADD;
        }
    }

    BalanceCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        return Optional.ofNullable(change).map(Change::verb);
    }

    @Override
    Table run(Database database) {
        AccountId id = account.id();
        Environment where = environment.environment();
        if (change != null) about(Target.INSTALLATION.of(id).in(where).saying(change.words() + ", " + reason));
        var marks = database.administration().lowBalances();
        if (change != null && change.low != null) done(marks.mark(id, where, mark(change.low)));
        Balance balance = done(changed(database.administration().balances(), id, where));
        OptionalLong mark = done(marks.mark(id, where));
        return Table.of("account", "environment", "balance", "low_mark")
                .row(
                        Table.number(id.value()),
                        Table.text(where.word()),
                        AccountCommands.balance(balance),
                        mark.isPresent() ? Table.number(mark.getAsLong()) : new Table.Cell.None());
    }

    private static OptionalLong mark(String text) {
        if (text.equals("none")) return OptionalLong.empty();
        if (!text.matches("[1-9][0-9]{0,17}")) throw Complaint.usage("--low must be a number from 1, or none");
        return OptionalLong.of(Long.parseLong(text));
    }

    private Outcome<Balance> changed(BalanceAdministration sheet, AccountId id, Environment where) {
        if (change == null || change.low != null) return sheet.show(id, where);
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
