package dev.licet.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The connections of one port: so many, and so many from one address. Whoever comes when all are taken gets
/// the place of the one that has been idle the longest, so that a flood that does nothing keeps nobody out.
/// Where nobody is idle there are a few places for guests, who get the answers that are given always, such as
/// that to a health check.
final class Seats {
    private static final int CANDIDATES = 16;
    private static final int LEAST_PATIENCE_PARTS = 10;

    private final Limits limits;
    private final Duration first;
    private final Predicate<InetAddress> exempt;
    private final Watch watch;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Deque<Watch.Watched> idle = new ArrayDeque<>();
    private volatile int taken;
    private int guests;

    /// What somebody who comes is given.
    enum Place {
        SEAT,
        GUEST,
        NONE
    }

    /// @param exempt from the limit of an address
    Seats(Limits limits, Duration first, Predicate<InetAddress> exempt, Watch watch) {
        this.limits = limits;
        this.first = first;
        this.exempt = exempt;
        this.watch = watch;
    }

    /// Takes a place, to be given back with [#leave].
    synchronized Place sit(Port port, InetAddress address) {
        boolean crowd = !exempt.test(address) && byAddress.getOrDefault(address, 0) >= limits.perAddress();
        boolean full = taken >= limits.connections();
        boolean room = crowd
                ? makeRoom(peer -> peer.port() == port && peer.connected().equals(address))
                : !full || makeRoom(port);
        if (!room) return guest();
        taken++;
        byAddress.merge(address, 1, Integer::sum);
        return Place.SEAT;
    }

    private Place guest() {
        if (guests >= limits.guests()) return Place.NONE;
        guests++;
        return Place.GUEST;
    }

    private boolean makeRoom(Predicate<Peer> whose) {
        var found = watch.longestIdle(1, peer -> !peer.isGuest() && whose.test(peer));
        found.forEach(Watch.Watched::makeRoom);
        return !found.isEmpty();
    }

    /// Looks for several at a time, because looking takes a moment.
    private boolean makeRoom(Port port) {
        if (idle.isEmpty()) idle.addAll(watch.longestIdle(CANDIDATES, peer -> !peer.isGuest() && peer.port() == port));
        while (!idle.isEmpty()) {
            var candidate = idle.poll();
            if (candidate.idleSince() == Long.MAX_VALUE) continue;
            candidate.makeRoom();
            return true;
        }
        return false;
    }

    synchronized void leave(Place place, InetAddress address) {
        switch (place) {
            case SEAT -> {
                taken--;
                byAddress.computeIfPresent(address, (who, count) -> count == 1 ? null : count - 1);
            }
            case GUEST -> guests--;
            case NONE -> {}
        }
    }

    /// How long a new connection may take to begin its first request: all of the time while half of the places
    /// are free, and less and less down to a tenth of it.
    Duration patience() {
        double free = 1 - (double) taken / limits.connections();
        double share = Math.clamp(2 * free, 1.0 / LEAST_PATIENCE_PARTS, 1);
        return Duration.ofNanos((long) (first.toNanos() * share));
    }

    int taken() {
        return taken;
    }
}
