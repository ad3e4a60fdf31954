package dev.licet.dashboard;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Audit;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.record.RecordThrottle;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.storage.dashboard.DashboardUser;
import java.util.Optional;

/// Tells the audit trail what was done here and how it ended.
///
/// @param strangers bounds the lines about people who have not shown who they are: anybody can cause those
record Deeds(Audit audit, RecordThrottle strangers) {
    static final int STRANGERS_PER_SECOND = 20;

    /// Carries a change out and writes down how it ended.
    Reply carriedOut(Visit visit, Area.Change change) throws BadField {
        if (change.verb().isEmpty()) return change.handler().apply(visit);
        try {
            Reply reply = change.handler().apply(visit);
            note(visit, change, visit.subject().ending());
            return reply;
        } catch (BadField bad) {
            note(visit, change, new Ending.Refused(bad.getMessage()));
            throw bad;
        } catch (RuntimeException broken) {
            note(visit, change, new Ending.Failed(broken.getClass().getSimpleName()));
            throw broken;
        }
    }

    /// Writes down that something was not even begun.
    void turnedAway(Visit visit, Area.Change change, String reason) {
        if (change.verb().isPresent()) note(visit, change, new Ending.Refused(reason));
    }

    private void note(Visit visit, Area.Change change, Ending ending) {
        var deed = new Deed(
                user(visit.request(), visit.user()),
                change.verb().orElseThrow(),
                visit.subject().target(),
                ending);
        audit.note(deed);
    }

    /// Writes down what goes on after the answer has begun.
    void ended(Visit visit, Verb verb, Ending ending) {
        audit.note(new Deed(
                user(visit.request(), visit.user()), verb, visit.subject().target(), ending));
    }

    /// Somebody is in.
    void signedIn(Request request, DashboardUser user, String way) {
        audit.note(new Deed(user(request, user), Verb.SIGN_IN, of(user, way), new Ending.Done()));
    }

    /// Somebody has left.
    void signedOut(Request request, DashboardUser user) {
        audit.note(new Deed(user(request, user), Verb.SIGN_OUT, of(user, ""), new Ending.Done()));
    }

    /// Somebody was to be let in and was not.
    ///
    /// @param meant whom they said they are, if there is such a user. What else was typed is not written down,
    ///              because people type passwords into the wrong field.
    /// @param words what else is known of them
    void keptOut(Request request, Optional<DashboardUser> meant, String words, Ending ending) {
        if (!strangers.admits()) return;
        var target = meant.map(user -> of(user, user.name() + (words.isEmpty() ? "" : ", " + words)))
                .orElseGet(() -> Target.INSTALLATION.saying(words));
        var stranger = new Actor(Actor.Kind.UNKNOWN, "", request.client().address(), request.id());
        audit.note(new Deed(stranger, Verb.SIGN_IN, target, ending));
    }

    private static Target of(DashboardUser user, String words) {
        return new Target(user.account(), Optional.empty(), words);
    }

    private static Actor user(Request request, DashboardUser user) {
        return new Actor(Actor.Kind.USER, user.name(), request.client().address(), request.id());
    }
}
