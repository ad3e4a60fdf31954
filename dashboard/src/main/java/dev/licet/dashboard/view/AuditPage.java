package dev.licet.dashboard.view;

import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lines of the audit trail.
///
/// @param next  the number before which older ones follow
/// @param typed what was looked for
public record AuditPage(Frame frame, List<AuditLine> lines, Optional<Long> next, Typed typed) {
    /// The filter as it was typed.
    public record Typed(String account, String actor, String verb, String outcome, String from, String to) {
        /// The same as part of an address.
        public String query() {
            return "account=" + encoded(account) + "&actor=" + encoded(actor) + "&verb=" + encoded(verb) + "&outcome="
                    + encoded(outcome) + "&from=" + encoded(from) + "&to=" + encoded(to);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /// What can be looked for.
    public List<Verb> verbs() {
        return List.of(Verb.values());
    }

    /// How it may have ended.
    public List<String> outcomes() {
        return Stream.of(Ending.Kind.values()).map(Ending.Kind::word).toList();
    }
}
