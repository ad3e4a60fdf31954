package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.crypto.SecretBytes;
import dev.licet.dashboard.DashboardParts;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Role;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.DashboardUser;
import dev.licet.storage.dashboard.DashboardUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The users of the dashboard and their roles. A user who is made here has a random, unknown password until one
/// is set; a user who comes from an OpenID Connect provider needs none.
final class UserRoutes {
    private static final String ALL = "/users";
    private static final String ONE = ALL + "/{name}";
    private static final String PASSWORD = ONE + "/password";
    private static final int SHORTEST = 12;
    private static final int LONGEST = 1024;
    private static final int RANDOM_BYTES = 32;

    private final DashboardUsers users;
    private final DashboardParts.Tools tools;

    UserRoutes(DashboardUsers users, DashboardParts.Tools tools) {
        this.users = users;
        this.tools = tools;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ALL, this::list),
                get(ONE, this::show),
                does(Verb.USER_CREATE, "PUT", ONE, this::put),
                does(Verb.USER_PASSWORD, "PUT", PASSWORD, this::password));
    }

    private static void write(JsonGenerator json, DashboardUser user) throws IOException {
        json.writeStringField("name", user.name());
        if (user.account().isPresent())
            json.writeNumberField("account", user.account().get().value());
        else json.writeNullField("account");
        json.writeStringField("role", user.role().word());
        json.writeBooleanField("enabled", user.enabled());
        json.writeStringField("created", user.created().toString());
    }

    private Reply list(AdminCall call) {
        return AdminAnswer.list(users.list(), Optional.empty(), UserRoutes::write);
    }

    private static Reply shown(int status, DashboardUser user) {
        return AdminAnswer.one(status, json -> write(json, user));
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(200, found(call).orElseThrow(Objection::notFound));
    }

    private Optional<DashboardUser> found(AdminCall call) throws Objection {
        return users.find(call.decoded("name"));
    }

    /// As what somebody is to sign in.
    ///
    /// @param account the only one that the user sees
    private record Wish(Optional<AccountId> account, Role role, boolean enabled) {
        static Wish read(JsonBody body) throws Objection {
            body.only("account", "role", "enabled");
            Role role = Role.named(body.text("role"))
                    .orElseThrow(() -> Objection.bad("role", "takes owner, operator, read-only and finance"));
            return new Wish(account(body), role, body.flag("enabled"));
        }

        private static Optional<AccountId> account(JsonBody body) throws Objection {
            if (!body.has("account")) throw Objection.bad("account", "must be there; null is all of them");
            Optional<Long> number = body.maybeNumber("account");
            if (number.isEmpty()) return Optional.empty();
            return Optional.of(AccountId.parse(number.get().toString())
                    .orElseThrow(() -> Objection.bad("account", "must be a number from 1 to " + AccountId.MAX)));
        }
    }

    private Reply put(AdminCall call) throws Objection {
        String name = DashboardUsers.name(call.decoded("name")).orElseThrow(Objection::notFound);
        call.about(Target.INSTALLATION.saying(name));
        Wish wish = Wish.read(call.body());
        Optional<DashboardUser> before = users.find(name);
        if (before.isEmpty()) return made(call, name, wish);
        if (!before.get().account().equals(wish.account())) throw Objection.bad("account", "cannot be changed");
        change(call, before.get(), wish);
        return show(call);
    }

    private Reply made(AdminCall call, String name, Wish wish) throws Objection {
        if (!wish.enabled()) throw Objection.bad("enabled", "must be true for a new user");
        call.about(Target.INSTALLATION.saying(name + ", " + wish.role().word()));
        SecretBytes password = nobodys();
        var made = call.in(tools.lanes().hashing(), () -> users.create(name, wish.account(), wish.role(), password));
        return shown(201, Objection.done(made)).with("Location", call.request().path());
    }

    /// A password is text.
    private SecretBytes nobodys() {
        byte[] bytes = new byte[RANDOM_BYTES];
        tools.random().nextBytes(bytes);
        return SecretBytes.taking(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private void change(AdminCall call, DashboardUser before, Wish wish) throws Objection {
        Target target = Target.INSTALLATION.saying(before.name());
        call.nothingChanged();
        if (wish.role() != before.role()) {
            Objection.done(users.assign(before.name(), wish.role()));
            call.did(
                    Verb.USER_ROLE,
                    target.saying(before.name() + ", " + wish.role().word()));
        }
        if (wish.enabled() != before.enabled()) {
            Objection.done(users.enable(before.name(), wish.enabled()));
            call.did(wish.enabled() ? Verb.USER_ENABLE : Verb.USER_DISABLE, target);
        }
    }

    private Reply password(AdminCall call) throws Objection {
        call.about(Target.INSTALLATION.saying(call.decoded("name")));
        DashboardUser user = found(call).orElseThrow(Objection::notFound);
        String text = call.body().only("password").text("password");
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw Objection.bad("password", "must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        SecretBytes password = SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
        try {
            Objection.done(call.in(tools.lanes().hashing(), () -> users.password(user.name(), password)));
        } finally {
            password.wipe();
        }
        return AdminAnswer.gone();
    }
}
