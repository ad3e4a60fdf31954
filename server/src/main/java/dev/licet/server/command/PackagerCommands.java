package dev.licet.server.command;

import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagedKey.Source;
import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.storage.Database;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `licet keys packaging set`, `list`, `show`: what packagers are given.
final class PackagerCommands {
    private static final int MOST_ROWS = 1000;

    private PackagerCommands() {}

    @Command(
            name = "set",
            description = "Show or change where the keys of an account's packagers come from, and its track rules.")
    static final class SetOptions extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Option(
                names = "--origin",
                paramLabel = "off|seed|kek",
                description = "Where keys come from: nowhere; derived from a seed that the service keeps; random, and"
                        + " kept under a kek that the packager sends.")
        private String origin;

        @Option(
                names = "--skd",
                paramLabel = "kid|json",
                description = "What follows skd:// in FairPlay playlists: the kid, or the JSON of the SPEKE guide.")
        private String skd;

        @Option(
                names = "--track",
                paramLabel = "RULE",
                description = {
                    "What licenses and manifests demand of a kind of track, may be repeated:",
                    "HD=level:3,hdcp:1,fp-hdcp:none|0|1,fp-level:audio|baseline|main,pr-level:2000,"
                            + "pr-opl:150/100/500/100/300"
                })
        private List<String> rules = List.of();

        @Option(names = "--default-tracks", description = "First take back all track rules to those that are shipped.")
        private boolean shipped;

        SetOptions(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            boolean changes = origin != null || skd != null || shipped || !rules.isEmpty();
            return changes ? Optional.of(Verb.PACKAGER_OPTIONS) : Optional.empty();
        }

        @Override
        Table run(Database database) {
            about(owner.target());
            AccountId id = owner.id(database);
            var register = database.administration().packagers();
            PackagingOptions before = register.options(id, owner.environment());
            PackagingOptions after = changed(before);
            about(owner.target().saying(after.changesFrom(before)));
            if (!after.equals(before)) done(register.configure(id, owner.environment(), after));
            return table(after);
        }

        private PackagingOptions changed(PackagingOptions before) {
            try {
                TrackRules tracks = shipped ? TrackRules.DEFAULT : before.tracks();
                for (String rule : rules) tracks = tracks.changed(rule);
                return new PackagingOptions(
                        origin == null ? before.origin() : origin(origin),
                        skd == null ? before.skd() : skd(skd),
                        tracks);
            } catch (IllegalArgumentException unreadable) {
                throw Complaint.usage(Thrown.words(unreadable));
            }
        }

        private static KeyOrigin origin(String word) {
            return KeyOrigin.named(word).orElseThrow(() -> Complaint.usage("--origin takes off, seed or kek"));
        }

        private static SkdForm skd(String word) {
            return SkdForm.named(word).orElseThrow(() -> Complaint.usage("--skd takes kid or json"));
        }

        private static Table table(PackagingOptions options) {
            Table table = Table.of("option", "value")
                    .row(Table.text("origin"), Table.text(options.origin().word()))
                    .row(Table.text("skd"), Table.text(options.skd().word()));
            for (String words : options.tracks().words()) table = table.row(Table.text("track"), Table.text(words));
            return table;
        }
    }

    @Command(name = "list", description = "List the content that packagers were given keys for.")
    static final class ListContents extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Option(names = "--after", paramLabel = "CONTENT", description = "Begin after this content id.")
        private String after = "";

        ListContents(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of("content_id", "keys", "last_served");
            for (PackagedKeys.Content content :
                    database.packagedKeys().contents(owner.id(database), owner.environment(), after, MOST_ROWS)) {
                table = table.row(
                        Table.text(content.contentId()),
                        Table.number(content.keys()),
                        Table.text(content.lastServed()));
            }
            return table;
        }
    }

    @Command(
            name = "show",
            description = "Show the keys of a piece of content, without their values: which tracks, when, to whom.")
    static final class ShowContent extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Parameters(index = "0", paramLabel = "CONTENT", description = "The content id.")
        private String contentId;

        ShowContent(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of(
                    "kid",
                    "track",
                    "type",
                    "scheme",
                    "period",
                    "source",
                    "systems",
                    "first_served",
                    "last_served",
                    "caller");
            List<PackagedKey> keys =
                    database.packagedKeys().ofContent(owner.id(database), owner.environment(), contentId, MOST_ROWS);
            for (PackagedKey key : keys) table = table.row(cells(key));
            return table;
        }

        private static Table.Cell[] cells(PackagedKey key) {
            return new Table.Cell[] {
                Table.text(key.kid()),
                Table.maybe(Optional.of(key.track()).filter(track -> !track.isEmpty())),
                Table.text(key.type()),
                Table.maybe(key.scheme().map(Scheme::word)),
                Table.maybe(Optional.of(key.period().words()).filter(words -> !words.isEmpty())),
                Table.text(source(key.source())),
                Table.maybe(Optional.of(systems(key)).filter(words -> !words.isEmpty())),
                Table.text(key.firstServed()),
                Table.text(key.lastServed()),
                Table.text(key.caller())
            };
        }

        private static String source(Source source) {
            return switch (source) {
                case Source.Seed(int number) -> "seed " + number;
                case Source.Storage() -> "key store";
            };
        }

        private static String systems(PackagedKey key) {
            return String.join(
                    ",",
                    key.systems().stream().sorted().map(system -> system.word()).toList());
        }
    }
}
