package dev.licet.storage.stop;

import dev.licet.domain.stop.Stop;
import dev.licet.domain.stop.StopKind;
import dev.licet.domain.stop.StopLists;
import dev.licet.storage.sql.RefreshingCopy;
import dev.licet.storage.sql.Session;
import dev.licet.storage.sql.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The stop lists in memory.
public final class StoredStops implements StopLists {
    static final String KIND = "stop lists";

    private record Thing(StopKind kind, String value) {}

    private final RefreshingCopy<Map<Thing, List<Stop>>> known;

    public StoredStops(Store store, InstantSource clock) {
        this.known = new RefreshingCopy<>(store, KIND, clock, StoredStops::load);
    }

    void expire() {
        known.expire();
    }

    private static Map<Thing, List<Stop>> load(Session session) throws SQLException {
        return session.all("SELECT " + StopColumns.ALL + " FROM stop ORDER BY id", StopColumns::read).stream()
                .map(StopOverview::stop)
                .collect(Collectors.groupingBy(stop -> new Thing(stop.kind(), stop.value())));
    }

    @Override
    public boolean isEmpty() {
        return known.current().isEmpty();
    }

    @Override
    public List<Stop> about(StopKind kind, String value) {
        return known.current().getOrDefault(new Thing(kind, value), List.of());
    }
}
