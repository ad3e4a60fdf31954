package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.account.Balance;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.Movement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What accounts have left, and top-ups, which have names of the caller's so that none counts twice.
final class BalanceRoutes {
    private static final String BALANCE = "/accounts/{account}/{environment}/balance";
    private static final String TOP_UP = "/accounts/{account}/{environment}/top-ups/{name}";
    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int LONGEST_REASON = 200;

    private final BalanceAdministration balances;

    BalanceRoutes(BalanceAdministration balances) {
        this.balances = balances;
    }

    List<AdminRoute> all() {
        return List.of(
                get(BALANCE, this::show),
                does(Verb.BALANCE_SET, "PUT", BALANCE, this::set),
                get("/accounts/{account}/{environment}/movements", this::movements),
                does(Verb.BALANCE_ADD, "PUT", TOP_UP, this::topUp));
    }

    private Balance found(AdminCall call) throws Objection {
        return Objection.done(balances.show(call.account(), call.environment()));
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(found(call));
    }

    private static Reply shown(Balance balance) {
        return AdminAnswer.one(200, json -> {
            switch (balance) {
                case Balance.Unlimited() -> json.writeNullField("units");
                case Balance.Units(long left) -> json.writeNumberField("units", left);
            }
        });
    }

    private Reply set(AdminCall call) throws Objection {
        Target target = Target.INSTALLATION.of(call.account()).in(call.environment());
        call.about(target);
        JsonBody body = call.body().only("units", "reason");
        if (!body.has("units")) throw Objection.bad("units", "must be there; null is unlimited");
        Optional<Long> units = body.maybeNumber("units");
        if (units.filter(n -> n < 0).isPresent()) throw Objection.bad("units", "must be 0 or more, or null");
        Balance wish = units.isEmpty() ? new Balance.Unlimited() : new Balance.Units(units.get());
        String reason = reason(body);
        call.about(target.saying(units.map(n -> Long.toString(n)).orElse("unlimited") + ", " + reason));
        if (found(call).equals(wish)) call.nothingChanged();
        else Objection.done(balances.set(call.account(), call.environment(), wish, reason));
        return shown(wish);
    }

    private static String reason(JsonBody body) throws Objection {
        String reason = body.maybeText("reason").orElse("");
        boolean good = reason.length() <= LONGEST_REASON && reason.chars().noneMatch(Character::isISOControl);
        if (good) return reason;
        throw Objection.bad(
                "reason", "must have at most " + LONGEST_REASON + " characters, none of them a control character");
    }

    private Reply topUp(AdminCall call) throws Objection {
        Target target = Target.INSTALLATION.of(call.account()).in(call.environment());
        call.about(target);
        String name = call.name("name");
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) throw Objection.notFound();
        JsonBody body = call.body().only("units", "reason");
        long units = body.number("units");
        if (units < 1) throw Objection.bad("units", "must be 1 or more");
        String reason = reason(body);
        call.about(target.saying("+" + units + ", " + name + (reason.isEmpty() ? "" : ", " + reason)));
        var wish = new BalanceAdministration.NamedTopUp(name, units, reason);
        var made = Objection.done(balances.topUp(call.account(), call.environment(), wish));
        if (!made.isNew()) call.nothingChanged();
        return shown(made.balance());
    }

    private Reply movements(AdminCall call) throws Objection {
        found(call);
        List<Movement> newest = balances.movements(call.account(), call.environment(), call.limit(USUAL, MOST));
        return AdminAnswer.list(newest, Optional.empty(), (json, movement) -> {
            json.writeStringField("time", movement.at().toString());
            json.writeStringField("kind", movement.kind().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("units", movement.units());
            json.writeStringField("reason", movement.reason());
        });
    }
}
