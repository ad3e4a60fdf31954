package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.record.Event;
import dev.licet.storage.record.RecordSearch.Count;
import dev.licet.storage.record.RecordSearch.Counted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes licenses that were paid for and not made out of the number of those that were given. Such a license was given
/// shortly before it was taken back, so it is looked for in the same stretch of time, and then in those before.
final class TakenBack {
    private final Map<Optional<Drm>, Long> open = new HashMap<>();

    private TakenBack() {}

    /// @param counted oldest first
    static List<Count> without(List<Counted> counted) {
        var walk = new TakenBack();
        var left = new ArrayList<Count>();
        for (int end = counted.size(); end > 0; ) {
            int begin = beginOfStretch(counted, end);
            var stretch = counted.subList(begin, end);
            stretch.forEach(walk::note);
            left.addAll(stretch.reversed().stream().map(walk::given).toList());
            end = begin;
        }
        return left.reversed().stream().filter(count -> count.count() > 0).toList();
    }

    private static int beginOfStretch(List<Counted> counted, int end) {
        int begin = end - 1;
        var from = counted.get(begin).count().from();
        while (begin > 0 && counted.get(begin - 1).count().from().equals(from)) begin--;
        return begin;
    }

    private void note(Counted counted) {
        open.merge(counted.count().drm(), counted.takenBack(), Long::sum);
    }

    private Count given(Counted counted) {
        Count count = counted.count();
        if (count.kind() != Event.Kind.REDEEMED) return count;
        long taken = Math.min(count.count(), open.getOrDefault(count.drm(), 0L));
        open.merge(count.drm(), -taken, Long::sum);
        return new Count(count.from(), count.drm(), count.kind(), count.code(), count.count() - taken);
    }
}
