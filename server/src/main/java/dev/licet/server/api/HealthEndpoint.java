package dev.licet.server.api;

import dev.licet.http.Reply;
import java.util.function.BooleanSupplier;

/// For whatever starts, stops and balances the service.
public final class HealthEndpoint {
    private final BooleanSupplier ready;

    /// @param ready whether requests should be sent here: the database answers, and nobody is stopping us
    public HealthEndpoint(BooleanSupplier ready) {
        this.ready = ready;
    }

    /// The process runs.
    Reply live() {
        return state(200, "UP");
    }

    /// The process can do its work.
    Reply ready() {
        return ready.getAsBoolean() ? state(200, "UP") : state(503, "DOWN");
    }

    private static Reply state(int status, String word) {
        return Reply.of(status, "application/json", Json.object(json -> json.writeStringField("status", word)));
    }
}
