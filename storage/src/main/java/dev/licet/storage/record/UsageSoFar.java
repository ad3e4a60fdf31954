package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was counted of accounts' months, and up to which places of their logs, so that whoever asks again waits
/// only for what has come since. Records never change and come behind those that are there; pruning takes them from
/// the front and notes what they had used, so that the sum of both stays.
final class UsageSoFar {
    private static final int MOST = 10_000;
    private static final String PLACES =
            "SELECT e.environment, COALESCE(f.ordinal, 0), e.records FROM record_end AS e LEFT JOIN record_floor AS f"
                    + " ON f.account = e.account AND f.environment = e.environment WHERE e.account = ?";

    private final Map<Asked, Counted> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Counted> eldest) {
            return size() > MOST;
        }
    });

    private record Asked(AccountId account, YearMonth month) {}

    /// @param before the place before which everything is counted, by environment
    record Counted(Map<Environment, Long> before, List<UsageLine> lines) {}

    /// Where the log of one account begins and ends in one environment.
    private record Place(Environment environment, long first, long end) {}

    /// Where the logs of one account begin and end.
    static final class Places {
        private final Map<Environment, Place> places = new EnumMap<>(Environment.class);

        static Places of(Session session, AccountId account) throws SQLException {
            Row.Reader<Place> reader = row -> new Place(row.environment(), row.number(), row.number());
            var all = new Places();
            for (Place place : session.all(PLACES, reader, account)) all.places.put(place.environment(), place);
            return all;
        }

        private boolean canGoOnFrom(Counted counted) {
            return places.values().stream()
                    .allMatch(place -> place.first() <= counted.before().getOrDefault(place.environment(), 0L));
        }

        Map<Environment, Long> ends() {
            var ends = new EnumMap<Environment, Long>(Environment.class);
            places.forEach((environment, place) -> ends.put(environment, place.end()));
            return ends;
        }
    }

    /// What the next count can go on from; nothing where records were pruned that it had not come to.
    Optional<Counted> before(AccountId account, YearMonth month, Places now) {
        return Optional.ofNullable(known.get(new Asked(account, month))).filter(now::canGoOnFrom);
    }

    void note(AccountId account, YearMonth month, Counted counted) {
        known.put(new Asked(account, month), counted);
    }
}
