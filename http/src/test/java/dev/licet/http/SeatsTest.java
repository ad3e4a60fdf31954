package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ten connections, three from one address; those of this machine are exempt.
class SeatsTest {
    private static final Limits LIMITS = new Limits(1, 1, 1, 1, 10, 3, 1, 1);

    private final Watch watch = new Watch(Deadlines.DEFAULT, System::nanoTime);
    private final Seats seats = new Seats(LIMITS, Duration.ofSeconds(10), InetAddress::isLoopbackAddress, watch);

    private final List<InetAddress> left = new ArrayList<>();

    @AfterEach
    void stop() {
        watch.close();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Seats.Place sit(int last) {
        return sit(address(last)).place();
    }

    private Peer sit(InetAddress address) {
        var peer = coming(address);
        seats.sit(peer);
        return peer;
    }

    private Peer coming(InetAddress address) {
        return new Peer(null, new InetSocketAddress(address, 1), () -> left.add(address));
    }

    private Connection connect(int last, long idleSince) {
        var connection = new Connection(address(last), idleSince);
        watch.add(connection);
        return connection;
    }

    private final class Connection implements Watch.Watched {
        private final Peer peer;
        private long idleSince;
        private boolean closed;

        Connection(InetAddress address, long idleSince) {
            this.peer = coming(address);
            this.idleSince = idleSince;
        }

        @Override
        public long idleSince() {
            return idleSince;
        }

        @Override
        public boolean isLate(long now) {
            return false;
        }

        @Override
        public void end() {}

        @Override
        public void makeRoom() {
            closed = true;
            idleSince = Long.MAX_VALUE;
        }

        @Override
        public void close() {}

        @Override
        public Peer peer() {
            return peer;
        }
    }

    @Test
    void one_address_has_its_share_and_leaves_the_rest_to_others() {
        var first = sit(address(1));
        for (int i = 0; i < 2; i++) assertEquals(Seats.Place.SEAT, sit(1));
        assertEquals(Seats.Place.GUEST, sit(1));
        assertEquals(Seats.Place.SEAT, sit(2));
        seats.leave(first);
        assertEquals(Seats.Place.SEAT, sit(1));
    }

    @Test
    void an_address_beyond_its_share_gets_the_place_of_its_own_that_was_idle_the_longest() {
        for (int i = 0; i < 3; i++) sit(1);
        var other = connect(2, 1);
        var later = connect(1, 3);
        var longest = connect(1, 2);
        assertEquals(Seats.Place.SEAT, sit(1));
        assertTrue(longest.closed);
        assertFalse(later.closed || other.closed);
    }

    @Test
    void this_machine_has_no_share() {
        for (int i = 0; i < 10; i++)
            assertEquals(Seats.Place.SEAT, sit(InetAddress.getLoopbackAddress()).place());
        assertEquals(Seats.Place.GUEST, sit(InetAddress.getLoopbackAddress()).place());
    }

    @Test
    void when_all_are_taken_whoever_was_idle_the_longest_makes_room_each_once() {
        for (int i = 0; i < 10; i++) sit(10 + i);
        var second = connect(30, 2);
        var first = connect(31, 1);
        connect(32, Long.MAX_VALUE);
        assertEquals(Seats.Place.SEAT, sit(40));
        assertTrue(first.closed && !second.closed);
        assertEquals(Seats.Place.SEAT, sit(41));
        assertTrue(second.closed);
        assertEquals(Seats.Place.GUEST, sit(42));
    }

    @Test
    void guests_are_few() {
        for (int i = 0; i < 10; i++) sit(10 + i);
        var guests = new ArrayDeque<Peer>();
        for (var one = sit(address(50)); one.isGuest(); one = sit(address(50))) {
            one.serve(true);
            guests.add(one);
        }
        assertEquals(8, guests.size());
        assertEquals(64, Limits.DEFAULT.guests());
        seats.leave(guests.poll());
        assertEquals(Seats.Place.GUEST, sit(50));
        assertEquals(List.of(), left);
    }

    @Test
    void a_guest_who_is_slow_makes_room_for_the_next_one() {
        for (int i = 0; i < 10; i++) sit(10 + i);
        sit(50);
        for (int i = 0; i < 4; i++) sit(60);
        for (int i = 0; i < 3; i++) sit(70);
        assertEquals(Seats.Place.GUEST, sit(70));
        assertEquals(List.of(address(60)), left);
        for (int i = 0; i < 20; i++) assertEquals(Seats.Place.GUEST, sit(70));
        assertFalse(left.contains(address(50)));
    }

    @Test
    void the_fewer_are_left_the_less_time_has_a_new_one() {
        assertEquals(Duration.ofSeconds(10), seats.firstRequestTime());
        for (int i = 0; i < 5; i++) sit(10 + i);
        assertEquals(Duration.ofSeconds(10), seats.firstRequestTime());
        for (int i = 0; i < 3; i++) sit(20 + i);
        assertEquals(4000, seats.firstRequestTime().toMillis(), 1);
        for (int i = 0; i < 2; i++) sit(30 + i);
        assertEquals(Duration.ofSeconds(1), seats.firstRequestTime());
    }
}
