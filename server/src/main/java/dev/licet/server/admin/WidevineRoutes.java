package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.credential.WidevineBackEnd.SignedJson;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.http.Reply;
import dev.licet.storage.Database;
import dev.licet.storage.credential.WidevineBackEndAdministration;
import dev.licet.storage.credential.WidevineBackEndOverview;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The back end of an account for Widevine devices that are not under the operator's own root.
final class WidevineRoutes {
    private static final String ONE = "/accounts/{account}/{environment}/widevine";

    private final Database database;

    WidevineRoutes(Database database) {
        this.database = database;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ONE, this::show),
                does(Verb.WIDEVINE_BACKEND_SET, "PUT", ONE, this::set),
                does(Verb.WIDEVINE_BACKEND_REMOVE, "DELETE", ONE, this::remove));
    }

    private WidevineBackEndAdministration backEnds() {
        return database.administration().widevineBackEnds();
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(backEnds().show(call.account(), call.environment()).orElseThrow(Objection::notFound));
    }

    private static Reply shown(WidevineBackEndOverview entry) {
        return AdminAnswer.one(200, json -> {
            json.writeStringField("kind", entry.kind());
            AdminAnswer.text(json, "url", entry.url());
            AdminAnswer.text(json, "provider", entry.provider());
            AdminAnswer.texts(json, "headers", entry.headers());
            json.writeBooleanField("relay_unread", entry.unread());
            json.writeStringField("changed", entry.changed().toString());
        });
    }

    private Reply set(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        WidevineBackEnd wish = wish(call.body());
        call.about(call.accountEnvironment().saying(wish.words()));
        if (present(call).filter(wish::sameAs).isPresent()) call.nothingChanged();
        else Objection.done(backEnds().set(call.account(), call.environment(), wish));
        return show(call);
    }

    /// What is set and opens.
    private Optional<WidevineBackEnd> present(AdminCall call) throws Objection {
        try {
            return database.widevineBackEnds().of(call.account(), call.environment());
        } catch (StoreDamaged tampered) {
            return Optional.empty();
        }
    }

    private static WidevineBackEnd wish(JsonBody body) throws Objection {
        body.only("kind", "url", "provider", "key", "iv", "headers", "relay_unread");
        String kind = body.text("kind");
        try {
            return switch (kind) {
                case "embedded" -> embedded(body);
                case "signed-json" -> signedJson(body);
                case "relay" -> relay(body);
                default -> throw Objection.bad("kind", "takes embedded, signed-json and relay");
            };
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw Objection.bad(wrong);
        }
    }

    private static WidevineBackEnd embedded(JsonBody body) throws Objection {
        body.without("embedded", "url", "provider", "key", "iv", "headers", "relay_unread");
        return new WidevineBackEnd.Embedded();
    }

    private static WidevineBackEnd signedJson(JsonBody body) throws Objection, BadCredential {
        body.without("signed-json", "headers", "relay_unread");
        return new SignedJson(
                url(body),
                body.text("provider"),
                body.secret("key", SignedJson.KEY_BYTES),
                body.secret("iv", SignedJson.IV_BYTES));
    }

    private static WidevineBackEnd relay(JsonBody body) throws Objection, BadCredential {
        body.without("relay", "provider", "key", "iv");
        var headers = GivenUpstream.headers(body.list("headers"));
        return new WidevineBackEnd.Relay(url(body), headers, body.flag("relay_unread"));
    }

    private static URI url(JsonBody body) throws Objection, BadCredential {
        return GivenUpstream.url("url", body.text("url"));
    }

    private Reply remove(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        boolean there = Objection.wasThere(backEnds().remove(call.account(), call.environment()));
        if (!there) call.nothingChanged();
        return AdminAnswer.gone();
    }
}
