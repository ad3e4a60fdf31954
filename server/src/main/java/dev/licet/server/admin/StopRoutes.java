package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.http.Reply;
import dev.licet.storage.stop.StopAdministration;
import dev.licet.storage.stop.StopOverview;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What gets no license. Stopping the same again changes its reason and end.
final class StopRoutes {
    private static final String ALL = "/stops";
    private static final String ONE = ALL + "/{id}";

    private final StopAdministration stops;

    StopRoutes(StopAdministration stops) {
        this.stops = stops;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ALL, this::list),
                does(Verb.STOP_ADD, "POST", ALL, this::add),
                get(ONE, this::show),
                does(Verb.STOP_REMOVE, "DELETE", ONE, this::remove));
    }

    private Reply list(AdminCall call) {
        return AdminAnswer.list(stops.list(), Optional.empty(), StopRoutes::write);
    }

    private static void write(JsonGenerator json, StopOverview entry) throws IOException {
        Stop stop = entry.stop();
        json.writeNumberField("id", entry.id());
        json.writeStringField("kind", stop.kind().word());
        json.writeStringField("value", stop.value());
        if (stop.account().isPresent())
            json.writeNumberField("account", stop.account().get().value());
        else json.writeNullField("account");
        AdminAnswer.text(json, "environment", stop.environment().map(Environment::word));
        json.writeStringField("reason", stop.reason());
        json.writeStringField("created", entry.created().toString());
        AdminAnswer.time(json, "until", stop.until());
    }

    private Reply show(AdminCall call) throws Objection {
        long id = call.number("id");
        StopOverview entry = stops.find(id).orElseThrow(Objection::notFound);
        return AdminAnswer.one(200, json -> write(json, entry));
    }

    private Reply add(AdminCall call) throws Objection {
        Stop stop = wish(call.body().only("kind", "value", "account", "environment", "reason", "until"));
        call.about(stop.target());
        StopOverview entry = Objection.done(stops.add(stop));
        return AdminAnswer.one(201, json -> write(json, entry))
                .with("Location", AdminApi.ROOT + ALL + "/" + entry.id());
    }

    private static Stop wish(JsonBody body) throws Objection {
        StopKind kind = StopKind.named(body.text("kind"))
                .orElseThrow(() -> Objection.bad("kind", "takes account, token, kid, device or cookie"));
        String value =
                kind.canonical(body.text("value")).orElseThrow(() -> Objection.bad("value", "must be " + kind.shape()));
        try {
            return new Stop(
                    kind,
                    value,
                    account(body),
                    environment(body),
                    body.maybeText("reason").orElse(""),
                    until(body));
        } catch (IllegalArgumentException outOfRange) {
            throw new Objection(400, Thrown.words(outOfRange), Optional.empty());
        }
    }

    private static Optional<AccountId> account(JsonBody body) throws Objection {
        Optional<Long> number = body.maybeNumber("account");
        if (number.isEmpty()) return Optional.empty();
        return Optional.of(AccountId.parse(number.get().toString())
                .orElseThrow(() -> Objection.bad("account", "must be a number from 1 to " + AccountId.MAX)));
    }

    private static Optional<Environment> environment(JsonBody body) throws Objection {
        Optional<String> word = body.maybeText("environment");
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(AdminCall.environment(word.get())
                .orElseThrow(() -> Objection.bad("environment", "takes test and production")));
    }

    private static Optional<Instant> until(JsonBody body) throws Objection {
        Optional<String> text = body.maybeText("until");
        return text.isEmpty() ? Optional.empty() : Optional.of(AdminCall.time("until", text.get()));
    }

    private Reply remove(AdminCall call) throws Objection {
        long id = call.number("id");
        call.about(Target.INSTALLATION.saying("number " + id));
        call.about(Objection.done(stops.remove(id)).stop().target());
        return AdminAnswer.gone();
    }
}
