package dev.licet.server.api;

import dev.licet.drm.wire.Json;
import dev.licet.http.EventFeed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Where a stream of records begins.
///
/// @param after  the record after which it goes on
/// @param beyond what was asked for, when there is no such record yet: the client read it from a database that was
///               put back to an earlier day since, and would wait until as many records have come again
record StreamStart(long after, Optional<Long> beyond) {
    /// The first place of those wanted that is not beyond the end, else the end.
    ///
    /// @param wanted in the order in which they count; none for the end
    /// @param newest the last record there is
    static StreamStart of(List<Long> wanted, long newest) {
        long after =
                wanted.stream().filter(place -> place <= newest).findFirst().orElse(newest);
        return new StreamStart(after, wanted.stream().findFirst().filter(place -> place > newest));
    }

    /// What the client is told.
    String news(long asked) {
        byte[] data = Json.object(json -> {
            json.writeNumberField("asked", asked);
            json.writeNumberField("after", after);
        });
        return EventFeed.event("reset", after, new String(data, StandardCharsets.UTF_8));
    }
}
