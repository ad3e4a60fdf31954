package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.key.PackagerSeedOverview;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `licet keys seed create`, `rotate`, `list`: what the keys of packagers are derived from.
final class PackagerSeedCommands {
    private PackagerSeedCommands() {}

    @Command(
            name = "create",
            description = {
                "Make the first seed of an account, and derive the keys of its packagers from it.",
                "A token request that names the kid then finds the key by itself: the service can make every key that",
                "it ever gave to a packager. Whoever wants to hold the keys alone chooses the origin kek instead."
            })
    static final class Create extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.PACKAGER_SEED_CREATE);
        }

        @Override
        Table run(Database database) {
            about(owner.target());
            AccountId id = owner.id(database);
            return seed(
                    id,
                    owner.environment(),
                    done(database.administration().packagerSeeds().create(id, owner.environment())));
        }

        @Override
        String note() {
            return "Keys for packagers are derived from this seed from now on. It is in the database and its backups,"
                    + " sealed under the master key, and nowhere else.";
        }
    }

    @Command(name = "rotate", description = "Add a seed for new keys. Keys that were given out keep theirs.")
    static final class Rotate extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        Rotate(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.PACKAGER_SEED_ROTATE);
        }

        @Override
        Table run(Database database) {
            about(owner.target());
            AccountId id = owner.id(database);
            return seed(
                    id,
                    owner.environment(),
                    done(database.administration().packagerSeeds().rotate(id, owner.environment())));
        }
    }

    private static Table seed(AccountId id, Environment environment, int number) {
        return Table.of("account", "environment", "seed")
                .row(Table.number(id.value()), Table.text(environment.word()), Table.number(number));
    }

    @Command(name = "list", description = "List the seeds of an account, and how many keys are derived from each.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of("seed", "created", "keys", "newest");
            for (PackagerSeedOverview entry :
                    database.administration().packagerSeeds().list(owner.id(database), owner.environment())) {
                table = table.row(
                        Table.number(entry.number()),
                        Table.text(entry.created()),
                        Table.number(entry.keys()),
                        Table.flag(entry.newest()));
            }
            return table;
        }
    }
}
