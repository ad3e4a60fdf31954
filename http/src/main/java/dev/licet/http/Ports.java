package dev.licet.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Ports that share their loops, their limits and their end.
final class Ports implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Loops loops;
    private final Room room;
    private final List<Port> open = new ArrayList<>();

    private Ports(Loops loops, Room room) {
        this.loops = loops;
        this.room = room;
    }

    /// A port and who answers there.
    record Wanted(Port.Place place, Front front) {}

    /// Opens all of them or none. Throws [PortInUse] when one cannot be opened.
    static Ports open(Loops loops, Room room, List<Wanted> wanted) {
        Journal.prepare();
        var ports = new Ports(loops, room);
        var failures = new ArrayList<PortInUse>();
        for (Wanted one : wanted) {
            try {
                ports.open.add(Port.open(one.place(), one.front(), room, loops));
            } catch (PortInUse failure) {
                failures.add(failure);
            } catch (BadCertificate unusable) {
                ports.close();
                throw unusable;
            }
        }
        if (failures.isEmpty()) return ports;
        ports.close();
        throw PortInUse.all(failures);
    }

    /// Those that were wanted, in order.
    List<Port> all() {
        return open;
    }

    /// Whether all of them really accept.
    boolean areReachable() {
        return open.stream().allMatch(Port::isReachable);
    }

    /// Ends the streams, accepts nothing more, lets the requests in work finish within 10 seconds, then closes
    /// everything.
    @Override
    public void close() {
        open.forEach(Port::close);
        room.feeds().close();
        room.watch().all().forEach(Watch.Watched::makeRoom);
        awaitEmpty();
        room.watch().all().forEach(Watch.Watched::close);
        loops.close();
        room.close();
    }

    private void awaitEmpty() {
        long until = Room.deadline(GRACE);
        try {
            while (!room.watch().all().isEmpty() && System.nanoTime() - until < 0) Thread.sleep(LOOK);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
