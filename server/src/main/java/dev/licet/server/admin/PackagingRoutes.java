package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.SkdForm;
import dev.licet.domain.packager.TrackRules;
import dev.licet.http.Reply;
import dev.licet.storage.Administration;
import dev.licet.storage.key.PackagerSeedOverview;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What packagers are given, and the numbers of the seeds that their keys come from.
final class PackagingRoutes {
    private static final String OPTIONS = "/accounts/{account}/{environment}/packaging";
    private static final String SEEDS = "/accounts/{account}/{environment}/seeds";
    private static final String SEED = SEEDS + "/{number}";

    private final Administration administration;

    PackagingRoutes(Administration administration) {
        this.administration = administration;
    }

    List<AdminRoute> all() {
        return List.of(
                get(OPTIONS, this::options),
                does(Verb.PACKAGER_OPTIONS, "PUT", OPTIONS, this::configure),
                get(SEEDS, this::seeds),
                get(SEED, this::seed),
                does(Verb.PACKAGER_SEED_CREATE, "PUT", SEED, this::make));
    }

    private PackagingOptions present(AdminCall call) throws Objection {
        AccountRoutes.found(administration.accounts(), call.account());
        return administration.packagers().options(call.account(), call.environment());
    }

    private Reply options(AdminCall call) throws Objection {
        return shown(present(call));
    }

    private static Reply shown(PackagingOptions options) {
        return AdminAnswer.one(200, json -> {
            json.writeStringField("origin", options.origin().word());
            json.writeStringField("skd", options.skd().word());
            AdminAnswer.texts(json, "tracks", options.tracks().words());
        });
    }

    private Reply configure(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        PackagingOptions before = present(call);
        PackagingOptions wish = wish(call.body().only("origin", "skd", "tracks"));
        call.about(call.accountEnvironment()
                .saying(wish.origin().word() + ", " + wish.skd().word()));
        if (wish.equals(before)) call.nothingChanged();
        else Objection.done(administration.packagers().configure(call.account(), call.environment(), wish));
        return shown(wish);
    }

    private static PackagingOptions wish(JsonBody body) throws Objection {
        KeyOrigin origin = KeyOrigin.named(body.text("origin"))
                .orElseThrow(() -> Objection.bad("origin", "takes off, seed and kek"));
        SkdForm skd = SkdForm.named(body.text("skd")).orElseThrow(() -> Objection.bad("skd", "is none that is known"));
        var rules = TrackRules.DEFAULT;
        try {
            for (String words : body.list("tracks")) rules = rules.changed(words);
        } catch (IllegalArgumentException unreadable) {
            throw Objection.bad("tracks", String.valueOf(unreadable.getMessage()));
        }
        return new PackagingOptions(origin, skd, rules);
    }

    private List<PackagerSeedOverview> all(AdminCall call) throws Objection {
        AccountRoutes.found(administration.accounts(), call.account());
        return administration.packagerSeeds().list(call.account(), call.environment());
    }

    private static void write(JsonGenerator json, PackagerSeedOverview seed) throws IOException {
        json.writeNumberField("number", seed.number());
        json.writeStringField("created", seed.created().toString());
        json.writeNumberField("keys", seed.keys());
        json.writeBooleanField("newest", seed.newest());
    }

    private Reply seeds(AdminCall call) throws Objection {
        return AdminAnswer.list(all(call), Optional.empty(), PackagingRoutes::write);
    }

    private Reply seed(AdminCall call) throws Objection {
        return shown(200, call);
    }

    private Reply shown(int status, AdminCall call) throws Objection {
        long number = call.number("number");
        PackagerSeedOverview seed = all(call).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(Objection::notFound);
        return AdminAnswer.one(status, json -> write(json, seed));
    }

    /// Makes the seed with that number, which must be the next one.
    private Reply make(AdminCall call) throws Objection {
        long number = call.number("number");
        call.about(call.accountEnvironment().saying("number " + number));
        if (call.request().body().length > 0) call.body().only();
        int last = all(call).size();
        if (number >= 1 && number <= last) {
            call.nothingChanged();
            return shown(200, call);
        }
        if (number != last + 1L) throw new Objection(409, "The next seed is number " + (last + 1), Optional.empty());
        add(call, last == 0);
        return shown(201, call);
    }

    private void add(AdminCall call, boolean first) throws Objection {
        var seeds = administration.packagerSeeds();
        if (first) {
            Objection.done(seeds.create(call.account(), call.environment()));
            return;
        }
        call.nothingChanged();
        Objection.done(seeds.rotate(call.account(), call.environment()));
        call.did(Verb.PACKAGER_SEED_ROTATE, call.target());
    }
}
