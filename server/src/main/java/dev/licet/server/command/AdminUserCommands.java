package dev.licet.server.command;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.storage.Database;
import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.DashboardUsers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet admin user create`, `list`, `role`, `password`, `enable`, `disable`: who may sign in to the dashboard.
final class AdminUserCommands {
    private static final int SHORTEST = 12;
    private static final int PASSWORD_BYTES = 15;

    private AdminUserCommands() {}

    /// A command about one user.
    abstract static class OfUser extends DatabaseCommand {
        @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name to sign in with.")
        private String name;

        OfUser(Setting setting) {
            super(setting);
        }

        final String name() {
            return DashboardUsers.name(name)
                    .orElseThrow(() -> Complaint.usage("--name takes 1 to 255 letters, digits or . _ @ + | : -"));
        }
    }

    /// A command that sets a password: the one in a file, or a random one that it prints.
    abstract static class WithPassword extends OfUser {
        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file with the password in its first line; made up and printed if not said.")
        private Path file;

        WithPassword(Setting setting) {
            super(setting);
        }

        final String password() {
            if (file == null) return random();
            String line = new String(InputFile.read(file).bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            if (line.length() < SHORTEST) {
                throw Complaint.usage("the password must have at least " + SHORTEST + " characters");
            }
            return line;
        }

        private String random() {
            return SecretBytes.random(setting().random(), PASSWORD_BYTES)
                    .expose(Base64.getUrlEncoder()::encodeToString);
        }

        final Table told(DashboardUser user, String password) {
            return Table.of("name", "account", "role", "password")
                    .row(
                            Table.text(user.name()),
                            account(user),
                            Table.text(user.role().word()),
                            file == null ? Table.text(password) : new Table.Cell.None());
        }

        @Override
        final String note() {
            return file == null ? "The password is not shown again." : "";
        }
    }

    private static SecretBytes secret(String password) {
        return SecretBytes.taking(password.getBytes(StandardCharsets.UTF_8));
    }

    private static Table.Cell account(DashboardUser user) {
        return user.account().map(id -> Table.number(id.value())).orElseGet(Table.Cell.None::new);
    }

    @Command(name = "create", description = "Make a user: of the installation, or with --account of one account.")
    static final class Create extends WithPassword {
        @Option(names = "--account", paramLabel = "ACCOUNT", description = "The only account that the user sees.")
        private String account;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "owner",
                description = "owner, operator, read-only or finance; owner if not said.")
        private String role;

        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.USER_CREATE);
        }

        @Override
        Table run(Database database) {
            Optional<AccountId> of = Optional.ofNullable(account).map(AdminUserCommands::accountId);
            var target = Target.INSTALLATION.saying(name() + ", " + role);
            Role as = role(role);
            about(of.map(target::of).orElse(target));
            String password = password();
            var dashboard = database.dashboard();
            return told(done(dashboard.users().create(name(), of, as, secret(password))), password);
        }
    }

    private static AccountId accountId(String text) {
        return AccountId.parse(text)
                .orElseThrow(() -> Complaint.usage("--account must be a number from 1 to " + AccountId.MAX));
    }

    private static Role role(String word) {
        return Role.named(word)
                .orElseThrow(() -> Complaint.usage("--role takes owner, operator, read-only or finance"));
    }

    @Command(name = "role", description = "Give a user another role, and end all sessions of that user.")
    static final class Assign extends OfUser {
        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "owner, operator, read-only or finance.")
        private String role;

        Assign(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.USER_ROLE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying(name() + ", " + role));
            Role as = role(role);
            return row(header(), done(database.dashboard().users().assign(name(), as)));
        }
    }

    @Command(name = "password", description = "Give a user another password, and end all sessions of that user.")
    static final class Password extends WithPassword {
        Password(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.USER_PASSWORD);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying(name()));
            String password = password();
            var dashboard = database.dashboard();
            return told(done(dashboard.users().password(name(), secret(password))), password);
        }
    }

    @Command(name = "list", description = "List the users.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private OfAccount account;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = header();
            var wanted = account.among(database);
            for (DashboardUser user : database.dashboard().users().list()) {
                if (wanted.test(user.account())) table = row(table, user);
            }
            return table;
        }
    }

    private static Table header() {
        return Table.of("name", "account", "role", "enabled", "created");
    }

    private static Table row(Table table, DashboardUser user) {
        return table.row(
                Table.text(user.name()),
                account(user),
                Table.text(user.role().word()),
                Table.flag(user.enabled()),
                Table.text(user.created()));
    }

    @Command(name = "enable", description = "Let a user sign in.")
    static final class Enable extends OfUser {
        Enable(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.USER_ENABLE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying(name()));
            return switched(database, name(), true);
        }
    }

    @Command(name = "disable", description = "Keep a user out, and end all sessions of that user.")
    static final class Disable extends OfUser {
        Disable(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.USER_DISABLE);
        }

        @Override
        Table run(Database database) {
            about(Target.INSTALLATION.saying(name()));
            return switched(database, name(), false);
        }
    }

    private static Table switched(Database database, String name, boolean on) {
        var dashboard = database.dashboard();
        return row(header(), DatabaseCommand.done(dashboard.users().enable(name, on)));
    }
}
