package dev.licet.server.admin;

import dev.licet.domain.audit.Verb;
import dev.licet.domain.operator.Scope;
import dev.licet.http.Reply;
import dev.licet.http.lane.Lane;
import dev.licet.http.lane.Lanes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One method of one path.
///
/// @param method  `GET`, `POST`, `PUT` or `DELETE`
/// @param path    below `/admin/api/v1`, with `{names}` for what varies
/// @param verb    what the audit trail calls it; empty for what only looks
/// @param handler does it
record AdminRoute(String method, String path, Optional<Verb> verb, Handler handler) {

    /// Does what a route is there for.
    @FunctionalInterface
    interface Handler {
        Reply answer(AdminCall call) throws Objection;

        /// Where that is worked out when it changes nothing.
        default Lane lane(Lanes lanes) {
            return lanes.reading();
        }
    }

    /// Takes long, so whoever only reads something does not stand behind it.
    private record Survey(Handler handler) implements Handler {
        @Override
        public Reply answer(AdminCall call) throws Objection {
            return handler.answer(call);
        }

        @Override
        public Lane lane(Lanes lanes) {
            return lanes.reporting();
        }
    }

    static AdminRoute get(String path, Handler handler) {
        return new AdminRoute("GET", path, Optional.empty(), handler);
    }

    /// A route that looks through what accounts have used.
    static AdminRoute survey(String path, Handler handler) {
        return get(path, new Survey(handler));
    }

    /// A route that changes something.
    static AdminRoute does(Verb verb, String method, String path, Handler handler) {
        return new AdminRoute(method, path, Optional.of(verb), handler);
    }

    /// What a token must have for it.
    Set<Scope> needs() {
        return verb.map(Scope::neededFor).orElseGet(() -> Set.of(Scope.READ));
    }

    /// What the names stand for in a path; empty when it is none of this route's.
    Optional<Map<String, String>> match(List<String> steps) {
        List<String> mine = List.of(path.substring(1).split("/"));
        if (mine.size() != steps.size()) return Optional.empty();
        var names = new HashMap<String, String>();
        for (int i = 0; i < mine.size(); i++) {
            String step = mine.get(i);
            if (step.startsWith("{")) names.put(step.substring(1, step.length() - 1), steps.get(i));
            else if (!step.equals(steps.get(i))) return Optional.empty();
        }
        return Optional.of(names);
    }
}
