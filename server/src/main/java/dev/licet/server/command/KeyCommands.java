package dev.licet.server.command;

import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.account.AuthenticatorOverview;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet account key create`, `list`, `revoke`: the authenticators of an account.
final class KeyCommands {
    private KeyCommands() {}

    @Command(name = "create", description = "Make another authenticator; those that there are stay valid.")
    static final class Create extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        @Mixin
        private EnvironmentOption environment;

        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.AUTHENTICATOR_CREATE);
        }

        @Override
        Table run(Database database) {
            AccountId id = account.id();
            about(Target.INSTALLATION.of(id).in(environment.environment()));
            var register = database.administration().authenticators();
            Authenticator made = done(register.create(id, environment.environment()));
            return Table.of("account", "environment", "authenticator")
                    .row(
                            Table.number(id.value()),
                            Table.text(environment.environment().word()),
                            Table.text(made.reveal()));
        }

        @Override
        String note() {
            return "The authenticator is not shown again.";
        }
    }

    @Command(
            name = "list",
            description = "List the authenticators of an account by their first digits, and when requests last"
                    + " came with them.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of("number", "environment", "prefix", "created", "revoked", "last_used");
            for (AuthenticatorOverview entry :
                    database.administration().authenticators().list(account.id())) {
                table = table.row(
                        Table.number(entry.number()),
                        Table.text(entry.environment().word()),
                        Table.text(entry.prefix()),
                        Table.text(entry.created()),
                        Table.maybe(entry.revoked()),
                        Table.maybe(entry.lastUsed()));
            }
            return table;
        }
    }

    @Command(
            name = "revoke",
            description = "Revoke an authenticator; it stops working within a second."
                    + " Tokens that were made with it stay good until they expire.")
    static final class Revoke extends DatabaseCommand {
        @Mixin
        private AccountOption account;

        @ArgGroup(multiplicity = "1")
        private Which which;

        /// One of two.
        static final class Which {
            @Option(names = "--number", paramLabel = "N", description = "Its number in the list.")
            private Integer number;

            @Option(names = "--prefix", paramLabel = "HEX", description = "The first four digits after the comma.")
            private String prefix;

            String words() {
                return number != null ? "number " + number : "begins with " + prefix;
            }
        }

        Revoke(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.AUTHENTICATOR_REVOKE);
        }

        @Override
        Table run(Database database) {
            AccountId id = account.id();
            about(Target.INSTALLATION.of(id).saying(which.words()));
            var register = database.administration().authenticators();
            int revoked =
                    done(which.number != null ? register.revoke(id, which.number) : register.revoke(id, which.prefix));
            return Table.of("account", "number", "revoked", "its_tokens")
                    .row(
                            Table.number(id.value()),
                            Table.number(revoked),
                            Table.flag(true),
                            Table.text("good until they expire"));
        }

        @Override
        String note() {
            return "No new token is made with it. To stop those that were made: licet account disable.";
        }
    }
}
