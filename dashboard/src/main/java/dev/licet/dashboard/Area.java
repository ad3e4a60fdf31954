package dev.licet.dashboard;

import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One page and what can be done on it.
///
/// @param readers who may see it
/// @param writers who may change something on it
/// @param show    answers a GET
/// @param changes answer a POST, by the form's field `action`
record Area(Who readers, Who writers, Function<Visit, Reply> show, Map<String, Change> changes) {

    /// Who may do something.
    enum Who {
        /// Everybody who has signed in; on the pages of an account, whoever may see the account.
        EVERYBODY,
        /// Who runs the installation.
        OPERATOR;

        boolean admits(Visit visit) {
            return this == EVERYBODY || visit.user().isOperator();
        }
    }

    /// Does what a form asks for.
    @FunctionalInterface
    interface Handler {
        Reply apply(Visit visit) throws BadField;
    }

    /// What a form asks for.
    ///
    /// @param verb  what it is called in the audit trail; empty for what changes nothing
    /// @param waits whether it waits, for another server or for a turn elsewhere, so that it must not keep a place
    /// on
    ///              the lane for reading meanwhile
    record Change(Optional<Verb> verb, Handler handler, boolean waits) {}

    /// Something that is written down.
    static Change does(Verb verb, Handler handler) {
        return new Change(Optional.of(verb), handler, false);
    }

    /// The same for what waits.
    static Change waits(Verb verb, Handler handler) {
        return new Change(Optional.of(verb), handler, true);
    }

    /// Something that only looks.
    static Change looks(Handler handler) {
        return new Change(Optional.empty(), handler, false);
    }

    /// A page to look at.
    static Area view(Who readers, Function<Visit, Reply> show) {
        return new Area(readers, readers, show, Map.of());
    }
}
