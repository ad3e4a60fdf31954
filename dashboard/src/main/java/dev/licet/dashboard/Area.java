package dev.licet.dashboard;

import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Right;
import dev.licet.http.Reply;
import dev.licet.storage.dashboard.DashboardUser;
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

    /// Says which users may do something: those whose role has a right, and where it is needed, those who see
    /// all accounts.
    enum Who {
        /// Everybody who has signed in; on the pages of an account, everybody who may see the account.
        EVERYBODY(Right.LOOK, false),
        /// Users who see more than accounts and balances.
        READER(Right.INSPECT, false),
        /// The same for pages that belong to no account.
        READER_OF_ALL(Right.INSPECT, true),
        /// Users who change what the owner of an account may change in it.
        KEEPER(Right.RUN, false),
        /// Users who run the installation.
        OPERATOR(Right.RUN, true),
        /// Users who change balances.
        TREASURER(Right.MONEY, true),
        /// Users who decide which other users may sign in.
        OWNER(Right.PEOPLE, true);

        private final Right right;
        private final boolean all;

        Who(Right right, boolean all) {
            this.right = right;
            this.all = all;
        }

        boolean admits(DashboardUser user) {
            return objection(user).isEmpty();
        }

        /// Why this user may not.
        Optional<String> objection(DashboardUser user) {
            if (!user.may(right)) return Optional.of("the role " + user.role().word() + " does not allow this");
            if (all && !user.seesAll()) return Optional.of("only who runs the installation may do this");
            return Optional.empty();
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
    /// @param waits whether it waits, for another server or for a turn elsewhere, so that it must not keep a
    ///              place on the lane for reading meanwhile
    /// @param who  who may do it, where that is not everybody who may do something here
    record Change(Optional<Verb> verb, Handler handler, boolean waits, Optional<Who> who) {
        /// The same for some of those who change something on the page.
        Change by(Who some) {
            return new Change(verb, handler, waits, Optional.of(some));
        }
    }

    /// Who may do this: who reads the page, where it changes nothing.
    Who whoMay(Change change) {
        return change.who().orElse(change.verb().isEmpty() ? readers : writers);
    }

    /// Something that is written down.
    static Change does(Verb verb, Handler handler) {
        return new Change(Optional.of(verb), handler, false, Optional.empty());
    }

    /// The same for what waits.
    static Change waits(Verb verb, Handler handler) {
        return new Change(Optional.of(verb), handler, true, Optional.empty());
    }

    /// Something that only looks.
    static Change looks(Handler handler) {
        return new Change(Optional.empty(), handler, false, Optional.empty());
    }

    /// A page to look at.
    static Area view(Who readers, Function<Visit, Reply> show) {
        return new Area(readers, readers, show, Map.of());
    }
}
