package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.LowBalances;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Under how many units balances are low, which are, and when they fell.
final class LowBalanceRoutes {
    private static final String MARK = "/accounts/{account}/{environment}/balance/mark";
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final LowBalances balances;

    LowBalanceRoutes(LowBalances balances) {
        this.balances = balances;
    }

    List<AdminRoute> all() {
        return List.of(
                get("/balances/low", this::list),
                get(MARK, this::show),
                does(Verb.BALANCE_MARK, "PUT", MARK, this::set),
                get("/accounts/{account}/{environment}/balance/falls", this::falls));
    }

    private Reply list(AdminCall call) {
        return AdminAnswer.list(balances.all(), Optional.empty(), (json, low) -> {
            json.writeNumberField("account", low.account().value());
            json.writeStringField("environment", low.environment().word());
            json.writeNumberField("units", low.level().units());
            json.writeNumberField("mark", low.level().mark());
            if (low.fell().isPresent())
                json.writeStringField("fell", low.fell().get().toString());
            else json.writeNullField("fell");
        });
    }

    private OptionalLong found(AdminCall call) throws Objection {
        return Objection.done(balances.mark(call.account(), call.environment()));
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(found(call));
    }

    private static Reply shown(OptionalLong mark) {
        return AdminAnswer.one(200, json -> {
            if (mark.isPresent()) json.writeNumberField("units", mark.getAsLong());
            else json.writeNullField("units");
        });
    }

    private Reply set(AdminCall call) throws Objection {
        Target target = call.accountEnvironment();
        call.about(target);
        JsonBody body = call.body().only("units");
        if (!body.has("units")) throw Objection.bad("units", "must be there; null is no mark");
        Optional<Long> units = body.maybeNumber("units");
        if (units.filter(n -> n < 1).isPresent()) throw Objection.bad("units", "must be 1 or more, or null");
        var wish = units.isEmpty() ? OptionalLong.empty() : OptionalLong.of(units.get());
        call.about(target.saying("low under " + units.map(n -> Long.toString(n)).orElse("none")));
        if (found(call).equals(wish)) call.nothingChanged();
        else Objection.done(balances.mark(call.account(), call.environment(), wish));
        return shown(wish);
    }

    private Reply falls(AdminCall call) throws Objection {
        found(call);
        var newest = balances.falls(call.account(), call.environment(), call.limit(USUAL, MOST));
        return AdminAnswer.list(newest, Optional.empty(), (json, fall) -> {
            json.writeStringField("time", fall.at().toString());
            json.writeNumberField("mark", fall.level().mark());
            json.writeNumberField("units", fall.level().units());
        });
    }
}
