package dev.licet.server.command;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenSecrets;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.storage.Database;
import dev.licet.storage.outcome.Outcome.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet playready …`: who makes the PlayReady licenses of an account, and what its packagers write into
/// headers.
final class PlayReadyCommands {
    private PlayReadyCommands() {}

    @Command(
            name = "set",
            description = "Set the license maker of an account, in place of the one before. A running service asks the"
                    + " new one within a second.")
    static final class Set extends AccountEnvironmentCommand {
        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "handler, vendor, or (environment test alone) microsoft-test, which makes content keys"
                        + " known to Microsoft's public test server.")
        private String kind;

        @Option(names = "--url", paramLabel = "URL", description = "Where it is; must begin with https. Never secret.")
        private String url;

        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                description = "handler: one or two shared secrets, a line each, as 'playready secret' prints them. The"
                        + " first one encrypts.")
        private Path secretFile;

        @Option(
                names = "--header",
                paramLabel = "'NAME: VALUE'",
                description =
                        "vendor: a header that is sent along. Others on this machine can see it: better use a file"
                                + " for a secret.")
        private List<String> headers = List.of();

        @Option(names = "--header-file", paramLabel = "FILE", description = "vendor: headers, one a line.")
        private List<Path> headerFiles = List.of();

        Set(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.PLAYREADY_SET);
        }

        @Override
        Table run(Database database) {
            about(target());
            about(target().saying(kind));
            done(database.administration().playReady().set(account(), environment(), backEnd()));
            return shown(database, account(), environment());
        }

        private PlayReadyBackEnd backEnd() {
            try {
                return switch (kind) {
                    case PlayReadyBackEnd.Handler.WORD -> handler();
                    case PlayReadyBackEnd.Vendor.WORD -> vendor();
                    case PlayReadyBackEnd.MicrosoftTest.WORD -> microsoftTest();
                    default -> throw Complaint.usage("--kind takes handler, vendor or microsoft-test");
                };
            } catch (IllegalArgumentException outOfRange) {
                throw Complaint.usage(Thrown.words(outOfRange));
            } catch (BadCredential bad) {
                throw Complaint.usage(bad.getMessage());
            }
        }

        private PlayReadyBackEnd handler() throws BadCredential {
            withoutHeaders();
            List<GrantSecret> secrets = GivenSecrets.read(lines(needed("--secret-file", secretFile)));
            return new PlayReadyBackEnd.Handler(url(), secrets);
        }

        private PlayReadyBackEnd vendor() throws BadCredential {
            if (secretFile != null) throw tooMuch("--secret-file");
            var lines = new ArrayList<>(headers);
            for (Path file : headerFiles) lines.addAll(lines(file));
            List<UpstreamHeader> given = GivenUpstream.headers(lines);
            return new PlayReadyBackEnd.Vendor(url(), given);
        }

        private PlayReadyBackEnd microsoftTest() throws BadCredential {
            if (secretFile != null) throw tooMuch("--secret-file");
            withoutHeaders();
            return new PlayReadyBackEnd.MicrosoftTest(url == null ? PlayReadyBackEnd.MicrosoftTest.PUBLIC : url());
        }

        private void withoutHeaders() {
            if (!headers.isEmpty()) throw tooMuch("--header");
            if (!headerFiles.isEmpty()) throw tooMuch("--header-file");
        }

        private Complaint tooMuch(String option) {
            return Complaint.usage("--kind " + kind + " takes no " + option);
        }

        private <T> T needed(String option, T value) {
            if (value == null) throw Complaint.usage("--kind " + kind + " needs " + option);
            return value;
        }

        private URI url() throws BadCredential {
            return GivenUpstream.url("--url", needed("--url", url));
        }

        private static List<String> lines(Path file) {
            return new String(InputFile.read(file).bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Command(name = "show", description = "Show how PlayReady is set up for an account, without its secrets.")
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
        var entry = database.administration()
                .playReady()
                .show(account, environment)
                .orElseThrow(() -> Complaint.refused(Reason.NO_SUCH_ENTRY.words()));
        return Table.of("account", "environment", "kind", "url", "names", "la_url", "changed")
                .row(
                        Table.number(account.value()),
                        Table.text(environment.word()),
                        Table.maybe(entry.kind()),
                        Table.maybe(entry.url()),
                        Table.maybe(Optional.of(String.join(",", entry.names())).filter(names -> !names.isEmpty())),
                        Table.maybe(entry.acquisitionUrl()),
                        Table.text(entry.changed()));
    }

    @Command(name = "remove", description = "Leave an account without a license maker and without an LA_URL.")
    static final class Remove extends AccountEnvironmentCommand {
        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.PLAYREADY_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(target());
            done(database.administration().playReady().remove(account(), environment()));
            return removed();
        }
    }

    @Command(
            name = "la-url",
            description = "Set what packagers write into content headers as LA_URL; without --url they write none.")
    static final class AcquisitionUrl extends AccountEnvironmentCommand {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description =
                        "Where players of that content go, e.g. https://drm.example.com/playready/RightsManager.asmx")
        private String url;

        AcquisitionUrl(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.PLAYREADY_LA_URL);
        }

        @Override
        Table run(Database database) {
            about(target());
            var wanted = announced();
            about(target().saying(wanted.map(URI::toString).orElse("none")));
            done(database.administration().playReady().announce(account(), environment(), wanted));
            return shown(database, account(), environment());
        }

        private Optional<URI> announced() {
            if (url == null) return Optional.empty();
            try {
                return Optional.of(GivenUpstream.announced("--url", url));
            } catch (BadCredential bad) {
                throw Complaint.usage(bad.getMessage());
            }
        }
    }

    @Command(
            name = "secret",
            description = "Make a secret to share with a handler, and print it once: keep it in a file.")
    static final class Secret implements Callable<Integer> {
        private final Setting setting;

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What both ends call it.")
        private String name;

        @Mixin
        private OutputOption output;

        @Mixin
        private HelpOption help;

        Secret(Setting setting) {
            this.setting = setting;
        }

        @Override
        public Integer call() {
            try {
                var secret = new GrantSecret(name, SecretBytes.random(setting.random(), GrantSecret.KEY_BYTES));
                print(GivenSecrets.line(secret));
                return ExitCode.DONE.number();
            } catch (IllegalArgumentException outOfRange) {
                throw Complaint.usage(Thrown.words(outOfRange));
            }
        }

        private void print(String line) {
            if (output.isJson()) Table.of("secret").row(Table.text(line)).printJson(setting.out());
            else setting.out().println(line);
            setting.out().flush();
        }
    }
}
