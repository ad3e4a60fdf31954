package dev.licet.dashboard;

import dev.licet.http.Reply;
import java.util.Map;
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
    interface Change {
        Reply apply(Visit visit) throws BadField;

        /// Whether it waits, for another server or for a turn elsewhere, so that it must not keep a place on the lane
        /// for reading meanwhile.
        default boolean waits() {
            return false;
        }
    }

    private record Waiting(Change change) implements Change {
        @Override
        public Reply apply(Visit visit) throws BadField {
            return change.apply(visit);
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /// A change that waits.
    static Change waiting(Change change) {
        return new Waiting(change);
    }

    /// A page to look at.
    static Area view(Who readers, Function<Visit, Reply> show) {
        return new Area(readers, readers, show, Map.of());
    }
}
