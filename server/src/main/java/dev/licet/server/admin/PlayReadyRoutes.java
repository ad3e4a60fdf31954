package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenSecrets;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.http.Reply;
import dev.licet.storage.Database;
import dev.licet.storage.credential.PlayReadyAdministration;
import dev.licet.storage.credential.PlayReadyOverview;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The PlayReady license maker of an account, and the address that its packagers write into content headers.
final class PlayReadyRoutes {
    private static final String ONE = "/accounts/{account}/{environment}/playready";
    private static final String ANNOUNCED = ONE + "/la-url";

    private final Database database;

    PlayReadyRoutes(Database database) {
        this.database = database;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ONE, this::show),
                does(Verb.PLAYREADY_SET, "PUT", ONE, this::set),
                does(Verb.PLAYREADY_REMOVE, "DELETE", ONE, this::remove),
                does(Verb.PLAYREADY_LA_URL, "PUT", ANNOUNCED, this::announce));
    }

    private PlayReadyAdministration setups() {
        return database.administration().playReady();
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(setups().show(call.account(), call.environment()).orElseThrow(Objection::notFound));
    }

    private static Reply shown(PlayReadyOverview entry) {
        return AdminAnswer.one(200, json -> {
            AdminAnswer.text(json, "kind", entry.kind());
            AdminAnswer.text(json, "url", entry.url());
            AdminAnswer.texts(json, "names", entry.names());
            AdminAnswer.text(json, "la_url", entry.acquisitionUrl());
            json.writeStringField("changed", entry.changed().toString());
        });
    }

    private Reply set(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        PlayReadyBackEnd wish = wish(call.body());
        call.about(call.accountEnvironment().saying(wish.word()));
        if (present(call).backEnd().filter(wish::sameAs).isPresent()) call.nothingChanged();
        else Objection.done(setups().set(call.account(), call.environment(), wish));
        return show(call);
    }

    /// What is set up and opens.
    private PlayReadySetup present(AdminCall call) throws Objection {
        try {
            return database.playReadySetups().of(call.account(), call.environment());
        } catch (StoreDamaged tampered) {
            return PlayReadySetup.NONE;
        }
    }

    private static PlayReadyBackEnd wish(JsonBody body) throws Objection {
        body.only("kind", "url", "secrets", "headers");
        try {
            return switch (body.text("kind")) {
                case PlayReadyBackEnd.Handler.WORD -> handler(body);
                case PlayReadyBackEnd.Vendor.WORD -> vendor(body);
                case PlayReadyBackEnd.MicrosoftTest.WORD -> microsoftTest(body);
                default -> throw Objection.bad("kind", "takes handler, vendor and microsoft-test");
            };
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw Objection.bad(wrong);
        }
    }

    private static PlayReadyBackEnd handler(JsonBody body) throws Objection, BadCredential {
        body.without(PlayReadyBackEnd.Handler.WORD, "headers");
        return new PlayReadyBackEnd.Handler(url(body.text("url")), GivenSecrets.read(body.list("secrets")));
    }

    private static PlayReadyBackEnd vendor(JsonBody body) throws Objection, BadCredential {
        body.without(PlayReadyBackEnd.Vendor.WORD, "secrets");
        return new PlayReadyBackEnd.Vendor(url(body.text("url")), GivenUpstream.headers(body.list("headers")));
    }

    private static PlayReadyBackEnd microsoftTest(JsonBody body) throws Objection, BadCredential {
        body.without(PlayReadyBackEnd.MicrosoftTest.WORD, "secrets", "headers");
        Optional<String> other = body.maybeText("url");
        return new PlayReadyBackEnd.MicrosoftTest(
                other.isEmpty() ? PlayReadyBackEnd.MicrosoftTest.PUBLIC : url(other.get()));
    }

    private static URI url(String text) throws BadCredential {
        return GivenUpstream.url("url", text);
    }

    private Reply remove(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        boolean there = Objection.wasThere(setups().remove(call.account(), call.environment()));
        if (!there) call.nothingChanged();
        return AdminAnswer.gone();
    }

    private Reply announce(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        JsonBody body = call.body().only("url");
        if (!body.has("url")) throw Objection.bad("url", "must be there; null announces nothing");
        Optional<URI> wish = announced(body.maybeText("url"));
        call.about(call.accountEnvironment().saying(wish.map(URI::toString).orElse("none")));
        if (wish.equals(present(call).acquisitionUrl())) call.nothingChanged();
        else Objection.done(setups().announce(call.account(), call.environment(), wish));
        return AdminAnswer.one(200, json -> AdminAnswer.text(json, "url", wish.map(URI::toString)));
    }

    private static Optional<URI> announced(Optional<String> text) throws Objection {
        if (text.isEmpty()) return Optional.empty();
        try {
            URI given = url(text.get());
            boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
            if (web && given.getHost() != null) return Optional.of(given);
        } catch (BadCredential wrong) {
            throw Objection.bad(wrong);
        }
        throw Objection.bad("url", "must begin with http:// or https:// and name a host");
    }
}
