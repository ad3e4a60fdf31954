package dev.licet.dashboard;

import dev.licet.dashboard.view.Authenticators;
import dev.licet.dashboard.view.Secrets;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.account.AuthenticatorAdministration;
import dev.licet.storage.account.AuthenticatorOverview;
import java.util.List;
import java.util.Map;

/// The authenticators of an account in one environment.
final class AuthenticatorPages {
    private final AuthenticatorAdministration authenticators;

    AuthenticatorPages(AuthenticatorAdministration authenticators) {
        this.authenticators = authenticators;
    }

    Area area() {
        return new Area(
                Area.Who.READER,
                Area.Who.KEEPER,
                this::show,
                Map.of(
                        "create",
                        Area.does(Verb.AUTHENTICATOR_CREATE, this::create),
                        "revoke",
                        Area.does(Verb.AUTHENTICATOR_REVOKE, this::revoke)));
    }

    Reply show(Visit visit) {
        return visit.page("authenticators", new Authenticators(visit.frame("Authenticators"), entries(visit)));
    }

    private List<AuthenticatorOverview> entries(Visit visit) {
        return authenticators.list(visit.accountId()).stream()
                .filter(entry -> entry.environment() == visit.environment())
                .toList()
                .reversed();
    }

    Reply create(Visit visit) throws BadField {
        visit.aboutEnvironment("");
        var made = BadField.done(authenticators.create(visit.accountId(), visit.environment()));
        var secret = Secrets.authenticator(visit.environment(), made.reveal());
        String back = visit.path() + "?environment=" + visit.environment().word();
        return Pages.page(
                200, "secrets", new Secrets(visit.frame("New authenticator"), Secrets.HASHED, List.of(secret), back));
    }

    Reply revoke(Visit visit) throws BadField {
        long number = visit.form().number("number", "Authenticator");
        visit.aboutEnvironment("number " + number);
        AuthenticatorOverview entry = entries(visit).stream()
                .filter(known -> known.number() == number && known.isLive())
                .findFirst()
                .orElseThrow(() -> new BadField("There is no such live authenticator."));
        visit.aboutEnvironment("number " + number + ", begins with " + entry.prefix());
        visit.form().confirmed(entry.prefix(), "Revoke");
        BadField.done(authenticators.revoke(visit.accountId(), entry.number()));
        return visit.after(Note.AUTHENTICATOR_REVOKED);
    }
}
