package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.storage.Database;
import dev.licet.storage.credential.WidevineBackEndOverview;
import dev.licet.storage.outcome.Outcome.Reason;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `licet widevine backend set`, `show`, `remove`: who answers the devices of an account that the
/// embedded back end cannot serve.
final class WidevineBackEndCommands {
    private WidevineBackEndCommands() {}

    @Command(
            name = "set",
            description = "Set the upstream of an account, in place of the one before. A running service asks the new"
                    + " one within a second.")
    static final class Set extends AccountEnvironmentCommand {
        @Mixin
        private WidevineBackEndOptions options;

        Set(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_BACKEND_SET);
        }

        @Override
        Table run(Database database) {
            about(target());
            WidevineBackEnd wanted = options.backEnd();
            about(target().saying(wanted.words()));
            done(database.administration().widevineBackEnds().set(account(), environment(), wanted));
            return shown(database, account(), environment());
        }
    }

    @Command(name = "show", description = "Show the upstream of an account, without its secrets.")
    static final class Show extends AccountEnvironmentCommand {
        Show(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            return shown(database, account(), environment());
        }
    }

    private static Table shown(Database database, AccountId account, Environment environment) {
        WidevineBackEndOverview entry = database.administration()
                .widevineBackEnds()
                .show(account, environment)
                .orElseThrow(() -> Complaint.refused(Reason.NO_SUCH_ENTRY.words()));
        return Table.of("account", "environment", "kind", "url", "provider", "headers", "relayUnread", "changed")
                .row(
                        Table.number(account.value()),
                        Table.text(environment.word()),
                        Table.text(entry.kind()),
                        Table.maybe(entry.url()),
                        Table.maybe(entry.provider()),
                        Table.maybe(
                                Optional.of(String.join(",", entry.headers())).filter(names -> !names.isEmpty())),
                        Table.flag(entry.unread()),
                        Table.text(entry.changed()));
    }

    @Command(name = "remove", description = "Leave an account without an upstream.")
    static final class Remove extends AccountEnvironmentCommand {
        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.WIDEVINE_BACKEND_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(target());
            done(database.administration().widevineBackEnds().remove(account(), environment()));
            return removed();
        }
    }
}
