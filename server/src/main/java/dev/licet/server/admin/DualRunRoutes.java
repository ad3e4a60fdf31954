package dev.licet.server.admin;

import static dev.licet.server.admin.AdminRoute.does;
import static dev.licet.server.admin.AdminRoute.get;

import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.domain.credential.Signer;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import dev.licet.http.Reply;
import dev.licet.storage.Administration;
import dev.licet.storage.credential.SignerOverview;
import dev.licet.storage.outcome.Outcome;
import java.util.List;
import java.util.Optional;

/// To which other license service the requests of a signer go as well.
final class DualRunRoutes {
    private static final String ONE = "/accounts/{account}/{environment}/signers/{name}/dual-run";

    private final Administration administration;

    DualRunRoutes(Administration administration) {
        this.administration = administration;
    }

    List<AdminRoute> all() {
        return List.of(
                get(ONE, this::show),
                does(Verb.SIGNER_DUAL_RUN_SET, "PUT", ONE, this::set),
                does(Verb.SIGNER_DUAL_RUN_REMOVE, "DELETE", ONE, this::remove));
    }

    private SignerOverview signer(AdminCall call) throws Objection {
        AccountRoutes.found(administration.accounts(), call.account());
        String name = call.name("name");
        return administration.signers().list(call.account(), call.environment()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(Objection::notFound);
    }

    private Reply show(AdminCall call) throws Objection {
        DualRun run = signer(call).dualRun().orElseThrow(Objection::notFound);
        return AdminAnswer.one(200, json -> {
            json.writeStringField("url", run.url().toString());
            json.writeStringField("leader", run.leader().word());
        });
    }

    private Reply set(AdminCall call) throws Objection {
        String name = named(call);
        DualRun wish = wish(call.body());
        call.about(call.accountEnvironment().saying(name + ": " + wish.words()));
        if (signer(call).dualRun().filter(wish::equals).isPresent()) call.nothingChanged();
        else Objection.done(change(call, Optional.of(wish)));
        return show(call);
    }

    private static String named(AdminCall call) throws Objection {
        if (!Signer.isName(call.name("name"))) throw Objection.notFound();
        call.about(call.accountEnvironment().saying(call.name("name")));
        return call.name("name");
    }

    private static DualRun wish(JsonBody body) throws Objection {
        body.only("url", "leader");
        try {
            return new DualRun(GivenUpstream.url("url", body.text("url")), leader(body.text("leader")));
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw Objection.bad(wrong);
        }
    }

    private static Leader leader(String word) throws Objection {
        return Leader.named(word).orElseThrow(() -> Objection.bad("leader", "takes ours and theirs"));
    }

    private Reply remove(AdminCall call) throws Objection {
        named(call);
        if (signer(call).dualRun().isEmpty()) call.nothingChanged();
        else Objection.done(change(call, Optional.empty()));
        return AdminAnswer.gone();
    }

    private Outcome<String> change(AdminCall call, Optional<DualRun> run) throws Objection {
        return administration.signers().dualRun(call.account(), call.environment(), call.name("name"), run);
    }
}
