package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Options;
import dev.licet.domain.account.Profile;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.AccountOverview;
import dev.licet.storage.account.CreatedAccount;
import dev.licet.storage.account.NewAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// Accounts and their options.
final class AccountRoutes {
    private static final String ONE = "/accounts/{account}";
    private static final String OPTIONS = ONE + "/{environment}/options";
    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 200;

    private final AccountAdministration accounts;

    AccountRoutes(AccountAdministration accounts) {
        this.accounts = accounts;
    }

    List<AdminRoute> all() {
        return List.of(
                get("/accounts", this::list),
                does(Verb.ACCOUNT_CREATE, "POST", "/accounts", this::create),
                get(ONE, this::show),
                does(Verb.ACCOUNT_CREATE, "PUT", ONE, this::put),
                does(Verb.ACCOUNT_CLOSE, "DELETE", ONE, this::close),
                get(OPTIONS, this::options),
                does(Verb.ACCOUNT_OPTIONS, "PUT", OPTIONS, this::configure));
    }

    private Reply list(AdminCall call) throws Objection {
        int limit = call.limit(USUAL, MOST);
        List<AccountOverview> page = accounts.list(call.number("after", 0), limit);
        Optional<String> next = page.size() < limit
                ? Optional.empty()
                : Optional.of(page.getLast().id().toString());
        return AdminAnswer.list(page, next, AccountRoutes::write);
    }

    private static void write(JsonGenerator json, AccountOverview account) throws IOException {
        json.writeNumberField("id", account.id().value());
        json.writeStringField("name", account.name());
        json.writeBooleanField("enabled", account.isEnabled());
        json.writeStringField("created", account.created().toString());
        if (account.closed().isPresent())
            json.writeStringField("closed", account.closed().get().toString());
        else json.writeNullField("closed");
    }

    private AccountOverview found(AdminCall call) throws Objection {
        return found(accounts, call.account());
    }

    /// The account with that number, which must exist.
    static AccountOverview found(AccountAdministration accounts, AccountId id) throws Objection {
        return accounts.find(id).orElseThrow(() -> new Objection(404, "There is no such account", Optional.empty()));
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(200, found(call));
    }

    private static Reply shown(int status, AccountOverview account) {
        return AdminAnswer.one(status, json -> write(json, account));
    }

    private static String name(JsonBody body) throws Objection {
        String name = body.text("name");
        boolean good = name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
        if (good) return name;
        throw Objection.bad(
                "name", "must have at most " + LONGEST_NAME + " characters, none of them a control character");
    }

    private Reply create(AdminCall call) throws Objection {
        JsonBody body = call.body().only("name", "profile");
        return made(call, NewAccount.named(name(body)).withProfile(profile(body)));
    }

    private Reply made(AdminCall call, NewAccount wish) throws Objection {
        call.about(Target.INSTALLATION.saying(wish.name()));
        CreatedAccount made = Objection.done(accounts.create(wish));
        call.about(Target.INSTALLATION.of(made.id()).saying(wish.name()));
        AccountOverview account = found(accounts, made.id());
        Reply reply = AdminAnswer.one(201, json -> {
            write(json, account);
            json.writeObjectFieldStart("authenticators");
            json.writeStringField("test", made.test().reveal());
            json.writeStringField("production", made.production().reveal());
            json.writeEndObject();
        });
        // The tag is that of the account: the authenticators are shown this once.
        return reply.with("Location", AdminApi.ROOT + "/accounts/" + made.id())
                .with("ETag", shown(201, account).field("ETag").orElseThrow());
    }

    /// Makes the account where there is none with that number.
    private Reply put(AdminCall call) throws Objection {
        AccountId id = call.account();
        Target target = Target.INSTALLATION.of(id);
        call.about(target);
        JsonBody body = call.body().only("name", "enabled", "profile");
        String name = name(body);
        Optional<AccountOverview> before = accounts.find(id);
        if (before.isEmpty()) {
            if (!body.flag("enabled")) throw Objection.bad("enabled", "must be true for a new account");
            return made(call, NewAccount.named(name).withProfile(profile(body)).withId(id));
        }
        if (body.has("profile")) throw Objection.bad("profile", "is an option, and set there");
        change(call, before.get(), name, body.flag("enabled"));
        return shown(200, found(call));
    }

    private void change(AdminCall call, AccountOverview before, String name, boolean enabled) throws Objection {
        Target target = Target.INSTALLATION.of(before.id());
        call.nothingChanged();
        if (!name.equals(before.name())) {
            Objection.done(accounts.rename(before.id(), name));
            call.did(Verb.ACCOUNT_RENAME, target.saying(name));
        }
        if (enabled != before.isEnabled()) {
            Objection.done(accounts.enable(before.id(), enabled));
            call.did(enabled ? Verb.ACCOUNT_ENABLE : Verb.ACCOUNT_DISABLE, target);
        }
    }

    /// The account stays in the lists: its records and its number do.
    private Reply close(AdminCall call) throws Objection {
        call.about(Target.INSTALLATION.of(call.account()));
        if (found(call).closed().isPresent()) call.nothingChanged();
        else Objection.done(accounts.close(call.account()));
        return shown(200, found(call));
    }

    private static Profile profile(JsonBody body) throws Objection {
        Optional<String> word = body.maybeText("profile");
        return word.isEmpty() ? Profile.PUBLISHED : profile(word.get());
    }

    private static Profile profile(String word) throws Objection {
        return Stream.of(Profile.values())
                .filter(profile -> profile.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Objection.bad("profile", "must be published or current"));
    }

    private Options options(AccountOverview account, Environment environment) {
        return switch (environment) {
            case TEST -> account.test().options();
            case PRODUCTION -> account.production().options();
        };
    }

    private Reply options(AdminCall call) throws Objection {
        return shown(options(found(call), call.environment()));
    }

    private static Reply shown(Options options) {
        return AdminAnswer.one(200, json -> {
            json.writeArrayFieldStart("drm");
            for (Drm drm : Drm.values()) if (options.enabledDrms().contains(drm)) json.writeString(drm.word());
            json.writeEndArray();
            json.writeStringField("profile", options.profile().word());
            json.writeNumberField(
                    "token_life_seconds", options.defaultTokenLife().toSeconds());
            json.writeNumberField("window_seconds", options.redemptionWindow().toSeconds());
            if (options.maxRedemptions().isPresent()) {
                json.writeNumberField(
                        "max_redemptions", options.maxRedemptions().getAsInt());
            } else {
                json.writeNullField("max_redemptions");
            }
        });
    }

    private Reply configure(AdminCall call) throws Objection {
        Target target = Target.INSTALLATION.of(call.account()).in(call.environment());
        call.about(target);
        Options before = options(found(call), call.environment());
        Options wish = wish(call.body());
        call.about(target.saying(wish.changesFrom(before)));
        if (wish.equals(before)) call.nothingChanged();
        else Objection.done(accounts.configure(call.account(), call.environment(), wish));
        return shown(wish);
    }

    private static Options wish(JsonBody body) throws Objection {
        body.only("drm", "profile", "token_life_seconds", "window_seconds", "max_redemptions");
        if (!body.has("max_redemptions")) throw Objection.bad("max_redemptions", "must be there; null is unlimited");
        Optional<Long> most = body.maybeNumber("max_redemptions");
        if (most.filter(n -> n > Integer.MAX_VALUE).isPresent()) {
            throw Objection.bad("max_redemptions", "must be at most " + Integer.MAX_VALUE);
        }
        try {
            return new Options(
                    drms(body.list("drm")),
                    profile(body.text("profile")),
                    Duration.ofSeconds(body.number("token_life_seconds")),
                    Duration.ofSeconds(body.number("window_seconds")),
                    most.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most.get())));
        } catch (IllegalArgumentException | ArithmeticException outOfRange) {
            throw new Objection(400, Thrown.words(outOfRange), Optional.empty());
        }
    }

    private static Set<Drm> drms(List<String> words) throws Objection {
        var drms = EnumSet.noneOf(Drm.class);
        for (String word : words) {
            drms.add(Drm.named(word)
                    .orElseThrow(() -> Objection.bad("drm", "takes widevine, fairplay, clearkey and playready")));
        }
        return drms;
    }
}
