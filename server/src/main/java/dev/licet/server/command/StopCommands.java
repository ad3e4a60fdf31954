package dev.licet.server.command;

import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.storage.Database;
import dev.licet.storage.stop.StopOverview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet stop add`, `list`, `remove`: what gets no license.
final class StopCommands {
    private StopCommands() {}

    private static Table table(List<StopOverview> entries, Instant now) {
        Table table = Table.of("id", "kind", "value", "account", "environment", "reason", "created", "until", "ended");
        for (StopOverview entry : entries) table = table.row(row(entry, now));
        return table;
    }

    private static Table.Cell[] row(StopOverview entry, Instant now) {
        Stop stop = entry.stop();
        return new Table.Cell[] {
            Table.number(entry.id()),
            Table.text(stop.kind().word()),
            Table.text(stop.value()),
            stop.account().map(id -> Table.number(id.value())).orElseGet(Table.Cell.None::new),
            stop.environment().map(where -> Table.text(where.word())).orElseGet(Table.Cell.None::new),
            Table.text(stop.reason()),
            Table.text(entry.created()),
            Table.maybe(stop.until()),
            Table.flag(stop.until().filter(end -> !now.isBefore(end)).isPresent())
        };
    }

    /// When it ends by itself.
    static final class End {
        @Option(
                names = "--until",
                paramLabel = "TIME",
                description = "When it ends: 2026-11-29 or 2026-11-29T08:00:00Z.")
        private String until;

        @Option(names = "--days", paramLabel = "N", description = "After how many days it ends.")
        private Integer days;

        Instant at(Instant now) {
            if (days == null) return TimeOption.read(until);
            if (days < 1) throw Complaint.usage("--days must be 1 or more");
            return now.plus(Duration.ofDays(days));
        }
    }

    @Command(
            name = "add",
            description = {
                "Give no license any more for an account, a token, a kid, a device or a cookie.",
                "All nodes refuse within five seconds. What is stopped already gets the new reason and end."
            })
    static final class Add extends DatabaseCommand {
        @Option(
                names = "--kind",
                required = true,
                paramLabel = "account|token|kid|device|cookie",
                description = "What it is.")
        private String kind;

        @Option(
                names = "--value",
                required = true,
                paramLabel = "VALUE",
                description =
                        "Which: the number of the account, the token_id or device_id of a record, the kid, the cookie.")
        private String value;

        @Option(
                names = "--account",
                paramLabel = "ACCOUNT",
                description =
                        "Whose; devices and cookies need it, tokens and kids are stopped in every account without it.")
        private String account;

        @Option(names = "--environment", paramLabel = "test|production", description = "Where; in both if not said.")
        private Environment environment;

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "Why. The owner of the account reads it in records.")
        private String reason = "";

        @ArgGroup
        private End end;

        Add(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.STOP_ADD);
        }

        @Override
        Table run(Database database) {
            Instant now = setting().clock().instant();
            Stop stop = stop(now);
            about(stop.target());
            return table(List.of(done(database.administration().stops().add(stop))), now);
        }

        private Stop stop(Instant now) {
            StopKind known = StopKind.named(kind)
                    .orElseThrow(() -> Complaint.usage("--kind takes account, token, kid, device or cookie"));
            String canonical =
                    known.canonical(value).orElseThrow(() -> Complaint.usage("--value must be " + known.shape()));
            try {
                return new Stop(
                        known,
                        canonical,
                        Optional.ofNullable(account).map(Add::id),
                        Optional.ofNullable(environment),
                        reason,
                        Optional.ofNullable(end).map(said -> said.at(now)));
            } catch (IllegalArgumentException outOfRange) {
                throw Complaint.usage(Thrown.words(outOfRange));
            }
        }

        private static AccountId id(String text) {
            return AccountId.parse(text)
                    .orElseThrow(() -> Complaint.usage("--account must be a number from 1 to " + AccountId.MAX));
        }
    }

    @Command(name = "list", description = "List what is stopped, and what was until its end came.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private OfAccount account;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            var wanted = account.among(database);
            List<StopOverview> entries = database.administration().stops().list().stream()
                    .filter(entry -> wanted.test(entry.stop().owner()))
                    .toList();
            return table(entries, setting().clock().instant());
        }
    }

    @Command(
            name = "remove",
            description = "Take something off its stop list; licenses are given again within five seconds.")
    static final class Remove extends DatabaseCommand {
        @Option(names = "--id", required = true, paramLabel = "N", description = "Its number in the list.")
        private long id;

        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.STOP_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("number " + id));
            StopOverview removed = done(database.administration().stops().remove(id));
            about(removed.stop().target());
            return table(List.of(removed), setting().clock().instant());
        }
    }
}
