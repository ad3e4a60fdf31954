package dev.licet.http.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The errands that wait for their turn. The one way of waiting of [Lane] and [Room], which call it one at a time.
///
/// Parties are served in turn, and each has at most its share of the row ([Shares]): however much one of them asks
/// for, the next one waits for one piece of its work and not for all of it. Who has left is passed over. Who seems to
/// have left comes after those of the same party who are there for certain, and makes room for anybody.
final class Row {
    private final Shares places;
    private final Map<String, Deque<Errand<?, ?>>> waiting = new LinkedHashMap<>();

    /// @param places how many may wait
    Row(int places) {
        this.places = new Shares(places);
    }

    /// Whether there was room for it.
    boolean add(Errand<?, ?> errand) {
        String party = errand.party();
        if (!places.take(party)) {
            dismiss(Errand::isDispensable);
            if (!places.take(party)) return false;
        }
        waiting.computeIfAbsent(party, first -> new ArrayDeque<>()).add(errand);
        return true;
    }

    /// Takes out the next one, of the first party whose turn it may be.
    ///
    /// @param turn whether something may be begun for a party
    Optional<Errand<?, ?>> next(Predicate<String> turn) {
        dismiss(Errand::isDeserted);
        for (Map.Entry<String, Deque<Errand<?, ?>>> entry : waiting.entrySet()) {
            if (turn.test(entry.getKey())) return Optional.of(takeOut(entry.getKey(), entry.getValue()));
        }
        return Optional.empty();
    }

    /// The party goes to the end of the row.
    private Errand<?, ?> takeOut(String party, Deque<Errand<?, ?>> own) {
        waiting.remove(party);
        Errand<?, ?> first = own.stream()
                .filter(errand -> !errand.isDispensable())
                .findFirst()
                .orElseGet(own::element);
        own.remove(first);
        if (!own.isEmpty()) waiting.put(party, own);
        places.giveBack(party);
        return first;
    }

    private void dismiss(Predicate<Errand<?, ?>> whom) {
        for (Iterator<Deque<Errand<?, ?>>> all = waiting.values().iterator(); all.hasNext(); ) {
            Deque<Errand<?, ?>> own = all.next();
            own.removeIf(errand -> {
                if (!whom.test(errand)) return false;
                places.giveBack(errand.party());
                errand.dismiss();
                return true;
            });
            if (own.isEmpty()) all.remove();
        }
    }

    /// Tells all of them that there is no room.
    void turnAllAway() {
        waiting.values()
                .forEach(own -> own.forEach(errand -> {
                    places.giveBack(errand.party());
                    errand.turnAway();
                }));
        waiting.clear();
    }

    /// How many wait. May be asked at any time.
    int length() {
        return places.inUse();
    }
}
