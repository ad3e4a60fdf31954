package dev.licet.http.lane;

import java.util.HashMap;
import java.util.Map;

/// Divides a number of places among parties so that no party can take all of them: a party may have at most
/// three times as many as are free.
///
/// A single party gets three quarters of all places, two greedy ones get three sevenths each, and some places
/// always stay free for the next party. The number of parties need not be known beforehand, and few places are
/// held back for parties that may never come (the rule is that of dynamic thresholds in packet buffers,
/// Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998). A party that has no place gets one as
/// long as any is free.
public final class Shares {
    private static final int TIMES = 3;

    private final int places;
    private final Map<String, Integer> taken = new HashMap<>();
    private int inUse;

    /// @param places how many there are
    public Shares(int places) {
        if (places < 1) throw new IllegalArgumentException("places: must be 1 or more");
        this.places = places;
    }

    /// Takes a place, to be given back with [#giveBack].
    public synchronized boolean take(String party) {
        int own = taken.getOrDefault(party, 0);
        int free = places - inUse;
        if (free == 0 || own > 0 && own >= TIMES * free) return false;
        taken.put(party, own + 1);
        inUse++;
        return true;
    }

    /// Gives a place back.
    public synchronized void giveBack(String party) {
        Integer own = taken.get(party);
        if (own == null) throw new IllegalStateException("this party has no place");
        if (own == 1) taken.remove(party);
        else taken.put(party, own - 1);
        inUse--;
    }

    /// Whether none is left for anybody.
    public synchronized boolean isFull() {
        return inUse == places;
    }

    /// How many are taken.
    public synchronized int inUse() {
        return inUse;
    }
}
