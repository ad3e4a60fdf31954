package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.FairPlayCheck;
import dev.licet.drm.credential.FairPlayCheck.Finding;
import dev.licet.drm.credential.FairPlayCheck.Verdict;
import dev.licet.drm.credential.GivenFairPlay;
import dev.licet.drm.credential.GivenFile;
import dev.licet.http.Reply;
import dev.licet.storage.credential.FairPlayOverview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// FairPlay credentials of accounts. A private key or an ASk goes in and never comes out.
final class FairPlayRoutes {
    private static final String ALL = "/accounts/{account}/{environment}/fairplay";
    private static final String ONE = ALL + "/{id}";
    private static final Finding DAMAGED = new Finding(Verdict.BAD, "what is stored does not open");

    private final AdminParts parts;

    FairPlayRoutes(AdminParts parts) {
        this.parts = parts;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ALL, this::list),
                does(Verb.FAIRPLAY_ADD, "POST", ALL, this::add),
                get(ONE, this::show),
                does(Verb.FAIRPLAY_REMOVE, "DELETE", ONE, this::remove));
    }

    private List<FairPlayOverview> found(AdminCall call) throws Objection {
        var administration = parts.database().administration();
        var account = AccountRoutes.found(administration.accounts(), call.account());
        var environment = call.environment();
        return administration.fairPlay().list().stream()
                .filter(entry -> entry.environment() == environment)
                .filter(entry -> entry.account().equals(Optional.of(account.id())))
                .toList();
    }

    private Optional<FairPlayOverview> one(AdminCall call, long id) throws Objection {
        return found(call).stream().filter(entry -> entry.id() == id).findFirst();
    }

    private record Shown(FairPlayOverview entry, List<Finding> findings) {}

    private Shown shown(AdminCall call, FairPlayOverview entry) throws Objection {
        var check = new FairPlayCheck(
                call.environment(), parts.derivations(), parts.clock().instant());
        try {
            return new Shown(
                    entry,
                    parts.database().fairPlayCredentials().of(call.account(), call.environment()).stream()
                            .filter(known -> known.id() == entry.id())
                            .findFirst()
                            .map(check::of)
                            .orElse(List.of()));
        } catch (StoreDamaged tampered) {
            return new Shown(entry, List.of(DAMAGED));
        }
    }

    private static void write(JsonGenerator json, Shown shown) throws IOException {
        json.writeNumberField("id", shown.entry().id());
        json.writeStringField("derivation", shown.entry().derivation());
        json.writeStringField("created", shown.entry().created().toString());
        AdminAnswer.time(json, "last_used", shown.entry().lastUsed());
        json.writeArrayFieldStart("findings");
        for (Finding finding : shown.findings()) {
            json.writeStartObject();
            json.writeStringField("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
            json.writeStringField("words", finding.words());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private Reply list(AdminCall call) throws Objection {
        var all = new ArrayList<Shown>();
        for (FairPlayOverview entry : found(call)) all.add(shown(call, entry));
        return AdminAnswer.list(all, Optional.empty(), FairPlayRoutes::write);
    }

    private Reply show(AdminCall call) throws Objection {
        return shown(200, call, call.number("id"));
    }

    private Reply shown(int status, AdminCall call, long id) throws Objection {
        Shown shown = shown(call, one(call, id).orElseThrow(Objection::notFound));
        return AdminAnswer.one(status, json -> write(json, shown));
    }

    private Reply add(AdminCall call) throws Objection {
        call.about(call.accountEnvironment());
        NewFairPlayCredential credential = credential(call);
        call.about(call.accountEnvironment().saying("derivation " + credential.derivation()));
        var fairPlay = parts.database().administration().fairPlay();
        long id = Objection.done(fairPlay.add(call.account(), call.environment(), credential));
        return shown(201, call, id).with("Location", call.request().path() + "/" + id);
    }

    private NewFairPlayCredential credential(AdminCall call) throws Objection {
        JsonBody body = call.body().only("certificates", "keys", "ask", "derivation");
        try {
            return new GivenFairPlay(
                            given("certificate", body.list("certificates")),
                            given("private key", body.list("keys")),
                            given("the ASk", body.text("ask")),
                            body.text("derivation"))
                    .checkedFor(call.environment(), parts.derivations());
        } catch (BadCredential wrong) {
            throw Objection.bad(wrong);
        }
    }

    private static List<GivenFile> given(String what, List<String> texts) {
        var files = new ArrayList<GivenFile>();
        for (String text : texts) files.add(given(what + " " + (files.size() + 1), text));
        return files;
    }

    private static GivenFile given(String what, String text) {
        return new GivenFile(what, text.getBytes(StandardCharsets.UTF_8));
    }

    private Reply remove(AdminCall call) throws Objection {
        long id = call.number("id");
        call.about(call.accountEnvironment().saying("number " + id));
        if (one(call, id).isEmpty()) call.nothingChanged();
        else Objection.done(parts.database().administration().fairPlay().remove(id));
        return AdminAnswer.gone();
    }
}
