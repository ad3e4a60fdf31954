package dev.licet.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.drm.wire.Json;
import dev.licet.http.Cause;
import dev.licet.http.Reply;
import dev.licet.server.health.Check;
import dev.licet.server.health.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// For whatever starts, stops and balances the service.
public final class HealthEndpoint {
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final BooleanSupplier whole;
    private final List<Check> checks;

    /// @param whole  whether all parts of the process are there; what is not comes back by a new start alone
    /// @param checks what must be well before requests are sent here, in the order in which it is shown
    public HealthEndpoint(BooleanSupplier whole, List<Check> checks) {
        this.whole = whole;
        this.checks = List.copyOf(checks);
    }

    /// What was found.
    private record Found(String name, boolean well, Optional<String> detail) {
        static Found by(Check check) {
            return switch (check.look().get()) {
                case Finding.Well(Optional<String> note) -> new Found(check.name(), true, note);
                case Finding.Unwell(String why) -> new Found(check.name(), false, Optional.of(why));
            };
        }

        void writeTo(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("status", well ? UP : DOWN);
            if (detail.isPresent()) json.writeStringField("detail", detail.get());
            json.writeEndObject();
        }
    }

    /// The process runs and needs no new start.
    Reply live() {
        return whole.getAsBoolean() ? state(200, List.of()) : state(503, List.of());
    }

    /// The process can do its work.
    Reply ready() {
        var found = new ArrayList<Found>();
        for (Check check : checks) found.add(Found.by(check));
        return state(found.stream().allMatch(Found::well) ? 200 : 503, found);
    }

    /// Whether all checks are well.
    public boolean isReady() {
        return ready().status() == 200;
    }

    private static Reply state(int status, List<Found> found) {
        Reply reply = print(status, found);
        if (status == 200) return reply;
        String unwell = found.stream()
                .filter(one -> !one.well())
                .map(one -> one.name() + one.detail().map(why -> ": " + why).orElse(""))
                .collect(Collectors.joining("; "));
        return reply.because(Cause.busy(unwell.isEmpty() ? "a part of the process is gone" : unwell));
    }

    private static Reply print(int status, List<Found> found) {
        return Reply.of(status, "application/json", Json.object(json -> {
            json.writeStringField("status", status == 200 ? UP : DOWN);
            if (found.isEmpty()) return;
            json.writeArrayFieldStart("checks");
            for (Found one : found) one.writeTo(json);
            json.writeEndArray();
        }));
    }
}
