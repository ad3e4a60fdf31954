package dev.licet.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Limits the connections of one port, in all and from one address. When all are taken, a new connection
/// replaces the one that has been idle for longest, so a flood of idle connections keeps no client out.
///
/// When no connection is idle, a few extra connections (guests) are accepted, which get only the answers that
/// are always given, such as that to a health check. A new guest replaces one that is not being answered: the
/// oldest of the address that has most guests. So slow guests keep no client out either.
final class Seats {
    private static final int CANDIDATES = 16;
    private static final int LEAST_TIME_PARTS = 10;

    private final Limits limits;
    private final Duration first;
    private final Predicate<InetAddress> exempt;
    private final Watch watch;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Deque<Watch.Watched> idle = new ArrayDeque<>();
    private final Deque<Peer> guests = new ArrayDeque<>();
    private volatile int taken;

    /// What a new connection gets.
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

    /// Gives somebody a place, to be given back with [#leave].
    synchronized void sit(Peer peer) {
        InetAddress address = peer.connected();
        boolean crowd = !exempt.test(address) && byAddress.getOrDefault(address, 0) >= limits.perAddress();
        boolean full = taken >= limits.connections();
        boolean room = crowd
                ? makeRoom(other ->
                        other.port() == peer.port() && other.connected().equals(address))
                : !full || makeRoom(peer.port());
        peer.sit(room ? Place.SEAT : guest(peer));
        if (!room) return;
        taken++;
        byAddress.merge(address, 1, Integer::sum);
    }

    private Place guest(Peer peer) {
        if (guests.size() >= limits.guests()) {
            Optional<Peer> leaving = dispensable();
            if (leaving.isEmpty()) return Place.NONE;
            guests.remove(leaving.get());
            leaving.get().close();
        }
        guests.add(peer);
        return Place.GUEST;
    }

    private Optional<Peer> dispensable() {
        Map<InetAddress, Long> crowds =
                guests.stream().collect(Collectors.groupingBy(Peer::connected, Collectors.counting()));
        return guests.stream()
                .filter(guest -> !guest.isServed())
                .max(Comparator.comparing(Peer::connected, Comparator.comparing(crowds::get)));
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

    synchronized void leave(Peer peer) {
        switch (peer.place()) {
            case SEAT -> {
                taken--;
                byAddress.computeIfPresent(peer.connected(), (who, count) -> count == 1 ? null : count - 1);
            }
            case GUEST -> guests.remove(peer);
            case NONE -> {}
        }
    }

    /// How long a new connection may take to begin its first request: all of the time while half of the places
    /// are free, and less and less down to a tenth of it.
    Duration firstRequestTime() {
        double free = 1 - (double) taken / limits.connections();
        double share = Math.clamp(2 * free, 1.0 / LEAST_TIME_PARTS, 1);
        return Duration.ofNanos((long) (first.toNanos() * share));
    }

    int taken() {
        return taken;
    }
}
