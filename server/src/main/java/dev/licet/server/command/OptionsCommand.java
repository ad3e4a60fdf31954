package dev.licet.server.command;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.account.AccountOverview;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet account options`.
@Command(name = "options", description = "Show or change the options of an account in one environment.")
final class OptionsCommand extends DatabaseCommand {
    @Mixin
    private AccountOption account;

    @Mixin
    private EnvironmentOption environment;

    @Option(
            names = "--drm",
            paramLabel = "LIST",
            description = "What is switched on, e.g. widevine,fairplay,clearkey; or none.")
    private String drm;

    @Option(names = "--profile", paramLabel = "published|current", description = "Which reading of the token API.")
    private Profile profile;

    @Option(names = "--token-life", paramLabel = "TIME", description = "Life of a token without expirationTime: 12h.")
    private String tokenLife;

    @Option(names = "--window", paramLabel = "TIME", description = "How long licenses after a charge are free: 60s.")
    private String window;

    @Option(names = "--max-redemptions", paramLabel = "N|unlimited", description = "How many windows a token may open.")
    private String maxRedemptions;

    OptionsCommand(Setting setting) {
        super(setting);
    }

    @Override
    Optional<Verb> verb() {
        boolean changes =
                Stream.of(drm, profile, tokenLife, window, maxRedemptions).anyMatch(Objects::nonNull);
        return changes ? Optional.of(Verb.ACCOUNT_OPTIONS) : Optional.empty();
    }

    @Override
    Table run(Database database) {
        AccountId id = account.id();
        Environment where = environment.environment();
        var target = Target.INSTALLATION.of(id).in(where);
        about(target);
        Options before = options(database, id, where);
        Options after = changed(before);
        about(target.saying(after.changesFrom(before)));
        if (!after.equals(before)) done(database.administration().accounts().configure(id, where, after));
        return table(id, where, after);
    }

    private static Options options(Database database, AccountId id, Environment where) {
        AccountOverview overview = database.administration()
                .accounts()
                .find(id)
                .orElseThrow(() -> Complaint.refused("there is no such account"));
        return switch (where) {
            case TEST -> overview.test().options();
            case PRODUCTION -> overview.production().options();
        };
    }

    private Options changed(Options before) {
        try {
            return new Options(
                    drm == null ? before.enabledDrms() : drms(drm),
                    profile == null ? before.profile() : profile,
                    tokenLife == null ? before.defaultTokenLife() : time(tokenLife),
                    window == null ? before.redemptionWindow() : time(window),
                    maxRedemptions == null ? before.maxRedemptions() : most(maxRedemptions));
        } catch (IllegalArgumentException outOfRange) {
            throw Complaint.usage(Thrown.words(outOfRange));
        }
    }

    private static Set<Drm> drms(String list) {
        var drms = EnumSet.noneOf(Drm.class);
        if (list.equals("none")) return drms;
        for (String word : list.split(",")) drms.add(drm(word));
        return drms;
    }

    private static Drm drm(String word) {
        return Drm.named(word)
                .orElseThrow(() -> Complaint.usage(
                        "--drm takes widevine, fairplay, clearkey and playready with commas between, or none"));
    }

    private static Duration time(String text) {
        try {
            String days = text.endsWith("d") ? "P" + text : "PT" + text;
            return Duration.parse(days);
        } catch (DateTimeException unreadable) {
            throw Complaint.usage("a time is written as 30d, 12h, 15m or 60s");
        }
    }

    private static OptionalInt most(String text) {
        if (text.equals("unlimited")) return OptionalInt.empty();
        if (!text.matches("[0-9]{1,9}")) throw Complaint.usage("--max-redemptions must be a number or unlimited");
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static final String[] COLUMNS = {
        "account", "environment", "drm", "profile", "token_life_seconds", "window_seconds", "max_redemptions"
    };

    private static Table table(AccountId id, Environment where, Options options) {
        String drms = options.enabledDrms().stream().map(Drm::word).sorted().collect(Collectors.joining(","));
        return Table.of(COLUMNS)
                .row(
                        Table.number(id.value()),
                        Table.text(where.word()),
                        Table.text(drms.isEmpty() ? "none" : drms),
                        Table.text(options.profile().word()),
                        Table.number(options.defaultTokenLife().toSeconds()),
                        Table.number(options.redemptionWindow().toSeconds()),
                        options.maxRedemptions().isPresent()
                                ? Table.number(options.maxRedemptions().getAsInt())
                                : Table.text("unlimited"));
    }
}
