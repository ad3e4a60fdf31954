package dev.licet.server.command;

import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Scope;
import dev.licet.storage.Database;
import dev.licet.storage.operator.NewOperatorToken;
import dev.licet.storage.operator.OperatorToken;
import dev.licet.storage.operator.OperatorTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet admin token create`, `list`, `revoke`: which programs may run the installation.
final class AdminTokenCommands {
    private AdminTokenCommands() {}

    private static final String[] COLUMNS = {"id", "name", "scopes", "created", "expires", "revoked"};

    private static Table.Cell[] row(OperatorToken token) {
        return new Table.Cell[] {
            Table.number(token.id()),
            Table.text(token.name()),
            Table.text(words(token.scopes())),
            Table.text(token.created()),
            Table.maybe(token.expires()),
            Table.maybe(token.revoked())
        };
    }

    private static String words(Set<Scope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(Scope::word).collect(Collectors.joining(","));
    }

    @Command(name = "create", description = "Make a token for a program, and print it once.")
    static final class Create extends DatabaseCommand {
        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "Who gets it; the audit trail calls it so.")
        private String name;

        @Option(
                names = "--scope",
                required = true,
                split = ",",
                paramLabel = "read|keys|accounts|money",
                description = "What it may do; several with commas between them.")
        private List<String> scopes;

        @Option(names = "--days", paramLabel = "N", description = "After how many days it ends; never if not said.")
        private Integer days;

        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.OPERATOR_TOKEN_CREATE);
        }

        @Override
        Table run(Database database) {
            if (!OperatorTokens.isName(name))
                throw Complaint.usage("--name takes 1 to 64 letters, digits or . _ @ + -");
            if (days != null && days < 1) throw Complaint.usage("--days must be 1 or more");
            Set<Scope> wanted = scopes.stream().map(Create::scope).collect(Collectors.toSet());
            about(Target.INSTALLATION.saying(name + ", " + words(wanted)));
            Optional<Instant> end = Optional.ofNullable(days)
                    .map(n -> setting().clock().instant().plus(Duration.ofDays(n)));
            return told(database.operatorTokens().create(name, wanted, end));
        }

        private static Scope scope(String word) {
            return Scope.named(word).orElseThrow(() -> Complaint.usage("--scope takes read, keys, accounts and money"));
        }

        private static Table told(NewOperatorToken made) {
            OperatorToken token = made.token();
            String text = made.secret().expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            return Table.of("id", "name", "scopes", "expires", "token")
                    .row(
                            Table.number(token.id()),
                            Table.text(token.name()),
                            Table.text(words(token.scopes())),
                            Table.maybe(token.expires()),
                            Table.text(text));
        }

        @Override
        String note() {
            return "The token is not shown again.";
        }
    }

    @Command(name = "list", description = "List the tokens, those that count no more too.")
    static final class ListAll extends DatabaseCommand {
        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of(COLUMNS);
            for (OperatorToken token : database.operatorTokens().list()) table = table.row(row(token));
            return table;
        }
    }

    @Command(name = "revoke", description = "Let a token count no more.")
    static final class Revoke extends DatabaseCommand {
        @Option(names = "--id", required = true, paramLabel = "N", description = "Its number in the list.")
        private long id;

        Revoke(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.OPERATOR_TOKEN_REVOKE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying("number " + id));
            OperatorToken revoked = done(database.operatorTokens().revoke(id));
            about(Target.INSTALLATION.saying(revoked.name()));
            return Table.of(COLUMNS).row(row(revoked));
        }
    }
}
