package dev.licet.server.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.AuditFilter;
import dev.licet.domain.audit.AuditLine;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.http.Reply;
import dev.licet.storage.audit.AuditTrail;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The audit trail, oldest first, a page at a time.
final class AuditRoutes {
    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final AuditTrail trail;

    AuditRoutes(AuditTrail trail) {
        this.trail = trail;
    }

    List<AdminRoute> all() {
        return List.of(AdminRoute.get("/audit", this::list));
    }

    private Reply list(AdminCall call) throws Objection {
        int limit = call.limit(USUAL, MOST);
        List<AuditLine> page = trail.after(filter(call), call.number("after", 0), limit);
        Optional<String> next = page.size() < limit
                ? Optional.empty()
                : Optional.of(Long.toString(page.getLast().number()));
        return AdminAnswer.list(page, next, AuditRoutes::write);
    }

    private static AuditFilter filter(AdminCall call) throws Objection {
        return new AuditFilter(
                call.accountParameter(),
                call.parameter("actor"),
                verb(call),
                outcome(call),
                call.time("from").orElse(Instant.MIN),
                call.time("to").orElse(Instant.MAX));
    }

    private static Optional<Verb> verb(AdminCall call) throws Objection {
        Optional<String> word = call.parameter("verb");
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(Verb.of(word.get()).orElseThrow(() -> Objection.bad("verb", "is none of docs/audit.md")));
    }

    private static Optional<Ending.Kind> outcome(AdminCall call) throws Objection {
        Optional<String> word = call.parameter("outcome");
        if (word.isEmpty()) return Optional.empty();
        return Optional.of(Ending.Kind.of(word.get())
                .orElseThrow(() -> Objection.bad("outcome", "takes done, refused, failed or unknown")));
    }

    private static void write(JsonGenerator json, AuditLine line) throws IOException {
        Deed deed = line.deed();
        json.writeNumberField("number", line.number());
        json.writeStringField("time", line.at().toString());
        json.writeStringField("actor_kind", deed.actor().kind().word());
        json.writeStringField("actor", deed.actor().name());
        json.writeStringField("address", deed.actor().address());
        json.writeStringField("request_id", deed.actor().request());
        account(json, deed.target().account());
        AdminAnswer.text(json, "environment", deed.target().environment().map(Environment::word));
        json.writeStringField("verb", deed.verb().word());
        json.writeStringField("target", deed.target().what());
        json.writeStringField("outcome", deed.ending().kind().word());
        json.writeStringField("reason", deed.ending().reason());
        json.writeStringField("hash", line.hash());
    }

    private static void account(JsonGenerator json, Optional<AccountId> account) throws IOException {
        if (account.isPresent()) json.writeNumberField("account", account.get().value());
        else json.writeNullField("account");
    }
}
