package dev.licet.server.command;

import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Profile;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet account create`, `close`, `list`, `low`, `show`, `enable`, `disable`.
final class AccountCommands {
    private static final int PAGE = 500;

    private AccountCommands() {}

    @Command(name = "create", description = "Make an account with one authenticator in each environment.")
    static final class Create extends DatabaseCommand {
        @Option(names = "--id", paramLabel = "N", description = "Its number; the next free one if not said.")
        private String id;

        @Option(names = "--name", paramLabel = "TEXT", description = "A label for the operator.")
        private String name = "";

        @Option(
                names = "--units",
                paramLabel = "N",
                description = "Prepaid units in production; unlimited if not said.")
        private Long units;

        @Option(
                names = "--profile",
                paramLabel = "published|current",
                defaultValue = "published",
                description =
                        "Which reading of the token API it has: published, or what the hosted service takes today.")
        private Profile profile;

        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.ACCOUNT_CREATE);
        }

        @Override
        Table run(Database database) {
            var target = Target.INSTALLATION.saying(name + (units == null ? "" : ", " + units + " units"));
            about(target);
            CreatedAccount made = done(database.administration().accounts().create(wish()));
            about(target.of(made.id()));
            return Table.of("account", "environment", "authenticator")
                    .row(
                            Table.number(made.id().value()),
                            Table.text("test"),
                            Table.text(made.test().reveal()))
                    .row(
                            Table.number(made.id().value()),
                            Table.text("production"),
                            Table.text(made.production().reveal()));
        }

        private NewAccount wish() {
            var wish = NewAccount.named(name).withProfile(profile);
            if (id != null) wish = wish.withId(chosen());
            if (units == null) return wish;
            if (units < 0) throw Complaint.usage("--units must be 0 or more");
            return wish.withProductionUnits(units);
        }

        private AccountId chosen() {
            return AccountId.parse(id)
                    .orElseThrow(() -> Complaint.usage("--id must be a number from 1 to " + AccountId.MAX));
        }

        @Override
        boolean startsAnew() {
            return true;
        }

        @Override
        String note() {
            return "The authenticators are not shown again.";
        }
    }

    @Command(name = "list", description = "List all accounts.")
    static final class ListAll extends DatabaseCommand {
        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            var accounts = database.administration().accounts();
            Table table = header();
            long after = 0;
            List<AccountOverview> page = accounts.list(after, PAGE);
            while (!page.isEmpty()) {
                for (AccountOverview overview : page) table = both(table, overview);
                after = page.getLast().id().value();
                page = accounts.list(after, PAGE);
            }
            return table;
        }
    }

    @Command(name = "show", description = "Show one account.")
    static final class Show extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        Show(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            return both(header(), found(database, account.id()));
        }
    }

    @Command(name = "enable", description = "Switch an account on, in both environments.")
    static final class Enable extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        Enable(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.ACCOUNT_ENABLE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.of(account.id()));
            return switched(database, account.id(), true);
        }
    }

    @Command(
            name = "disable",
            description = "Switch an account off, in both environments: it gets no tokens and no licenses.")
    static final class Disable extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        Disable(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.ACCOUNT_DISABLE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.of(account.id()));
            return switched(database, account.id(), false);
        }
    }

    @Command(name = "rename", description = "Give an account another label.")
    static final class Rename extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "The new label.")
        private String name;

        Rename(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.ACCOUNT_RENAME);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.of(account.id()).saying(name));
            DatabaseCommand.done(database.administration().accounts().rename(account.id(), name));
            return both(header(), found(database, account.id()));
        }
    }

    @Command(
            name = "close",
            description =
                    "Close an account for good: it gets no tokens and no licenses, its authenticators are revoked,"
                            + " and it cannot be switched on again. Its records and keys stay. Refused while units are left in"
                            + " production.")
    static final class Close extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        Close(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.ACCOUNT_CLOSE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.of(account.id()));
            DatabaseCommand.done(database.administration().accounts().close(account.id()));
            return both(header(), found(database, account.id()));
        }
    }

    @Command(name = "low", description = "List the balances that are under their mark.")
    static final class Low extends DatabaseCommand {
        Low(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            var table = Table.of("account", "environment", "balance", "low_mark", "fell");
            for (var low : database.administration().lowBalances().all()) {
                table = table.row(
                        Table.number(low.account().value()),
                        Table.text(low.environment().word()),
                        Table.number(low.level().units()),
                        Table.number(low.level().mark()),
                        Table.maybe(low.fell()));
            }
            return table;
        }
    }

    private static Table switched(Database database, AccountId id, boolean on) {
        DatabaseCommand.done(database.administration().accounts().enable(id, on));
        return both(header(), found(database, id));
    }

    private static AccountOverview found(Database database, AccountId id) {
        return database.administration()
                .accounts()
                .find(id)
                .orElseThrow(() -> Complaint.refused("there is no such account"));
    }

    private static Table header() {
        return Table.of("account", "environment", "name", "enabled", "balance", "closed");
    }

    private static Table both(Table table, AccountOverview overview) {
        return row(row(table, overview, overview.test()), overview, overview.production());
    }

    private static Table row(Table table, AccountOverview overview, Account account) {
        return table.row(
                Table.number(account.id().value()),
                Table.text(account.environment().word()),
                Table.text(account.name()),
                Table.flag(account.enabled()),
                balance(account.balance()),
                overview.closed().map(Table::text).orElseGet(Table.Cell.None::new));
    }

    static Table.Cell balance(Balance balance) {
        return switch (balance) {
            case Balance.Unlimited() -> Table.text("unlimited");
            case Balance.Units(long left) -> Table.number(left);
        };
    }
}
