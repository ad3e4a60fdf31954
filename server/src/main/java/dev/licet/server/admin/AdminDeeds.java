package dev.licet.server.admin;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Audit;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.http.Reply;
import dev.licet.http.Request;

/// Tells the audit trail what programs did and how it ended.
final class AdminDeeds {
    private final Audit audit;
    private final RecordThrottle strangers;

    /// @param strangers bounds the lines about tokens that do not count: anybody can send those
    AdminDeeds(Audit audit, RecordThrottle strangers) {
        this.audit = audit;
        this.strangers = strangers;
    }

    /// Somebody came with a token that does not count.
    void keptOut(Request request) {
        if (!strangers.admits()) return;
        var stranger = new Actor(Actor.Kind.UNKNOWN, "", request.client().address(), request.id());
        var refused = new Ending.Refused("no operator token that counts");
        audit.note(new Deed(stranger, Verb.SIGN_IN, Target.INSTALLATION.saying("operator token"), refused));
    }

    /// Does something, or says why not.
    @FunctionalInterface
    interface Work {
        Reply answer() throws Objection;
    }

    /// Carries a change out and writes down how it ended.
    Reply carriedOut(AdminRoute route, AdminCall call, Work work) throws Objection {
        Verb verb = route.verb().orElseThrow();
        try {
            Reply reply = work.answer();
            for (var step : call.done(verb)) note(call, step.verb(), step.target(), new Ending.Done());
            return reply;
        } catch (Objection why) {
            noteSteps(call);
            note(call, verb, call.target(), new Ending.Refused(why.getMessage()));
            throw why;
        } catch (RuntimeException broken) {
            noteSteps(call);
            note(call, verb, call.target(), new Ending.Failed(broken.getClass().getSimpleName()));
            throw broken;
        }
    }

    /// What was done before it went wrong is on disk.
    private void noteSteps(AdminCall call) {
        for (var step : call.steps()) note(call, step.verb(), step.target(), new Ending.Done());
    }

    private void note(AdminCall call, Verb verb, Target target, Ending ending) {
        var request = call.request();
        var actor = new Actor(
                Actor.Kind.OPERATOR,
                call.token().name() + " #" + call.token().id(),
                request.client().address(),
                request.id());
        audit.note(new Deed(actor, verb, target, ending));
    }
}
