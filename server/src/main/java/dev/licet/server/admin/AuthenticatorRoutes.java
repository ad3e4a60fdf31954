package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.account.Authenticator;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.Administration;
import dev.licet.storage.account.AuthenticatorOverview;
import java.util.List;
import java.util.Optional;

/// The authenticators of accounts; their secret half is shown once.
final class AuthenticatorRoutes {
    private static final String ALL = "/accounts/{account}/{environment}/authenticators";

    private final Administration administration;

    AuthenticatorRoutes(Administration administration) {
        this.administration = administration;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ALL, this::list),
                does(Verb.AUTHENTICATOR_CREATE, "POST", ALL, this::create),
                does(Verb.AUTHENTICATOR_REVOKE, "DELETE", ALL + "/{number}", this::revoke));
    }

    private List<AuthenticatorOverview> found(AdminCall call) throws Objection {
        AccountRoutes.found(administration.accounts(), call.account());
        var environment = call.environment();
        return administration.authenticators().list(call.account()).stream()
                .filter(entry -> entry.environment() == environment)
                .toList();
    }

    private Reply list(AdminCall call) throws Objection {
        return AdminAnswer.list(found(call), Optional.empty(), (json, entry) -> {
            json.writeNumberField("number", entry.number());
            json.writeStringField("prefix", entry.prefix());
            json.writeStringField("created", entry.created().toString());
            AdminAnswer.time(json, "revoked", entry.revoked());
            AdminAnswer.time(json, "last_used", entry.lastUsed());
        });
    }

    private Reply create(AdminCall call) throws Objection {
        call.about(Target.INSTALLATION.of(call.account()).in(call.environment()));
        if (call.request().body().length > 0) call.body().only();
        Authenticator made = Objection.done(administration.authenticators().create(call.account(), call.environment()));
        return AdminAnswer.one(201, json -> json.writeStringField("authenticator", made.reveal()));
    }

    private Reply revoke(AdminCall call) throws Objection {
        long number = call.number("number");
        call.about(Target.INSTALLATION.of(call.account()).in(call.environment()).saying("number " + number));
        var entry = found(call).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(Objection::notFound);
        if (entry.isLive()) Objection.done(administration.authenticators().revoke(call.account(), entry.number()));
        else call.nothingChanged();
        return AdminAnswer.gone();
    }
}
