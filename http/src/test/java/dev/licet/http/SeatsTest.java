package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ten connections, three from one address; those of this machine are exempt.
class SeatsTest {
    private static final Limits LIMITS = new Limits(1, 1, 1, 1, 10, 3, 1, 1);

    private final Watch watch = new Watch(Deadlines.DEFAULT, System::nanoTime);
    private final Seats seats = new Seats(LIMITS, Duration.ofSeconds(10), InetAddress::isLoopbackAddress, watch);

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
        return seats.sit(null, address(last));
    }

    private Connection connect(int last, long idleSince) {
        var connection = new Connection(address(last), idleSince);
        watch.add(connection);
        return connection;
    }

    private static final class Connection implements Watch.Watched {
        private final Peer peer;
        private long idleSince;
        private boolean closed;

        Connection(InetAddress address, long idleSince) {
            this.peer = new Peer(null, new InetSocketAddress(address, 1), false, true);
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
        public void stop() {}

        @Override
        public void close() {}

        @Override
        public Peer peer() {
            return peer;
        }
    }

    @Test
    void one_address_has_its_share_and_leaves_the_rest_to_others() {
        for (int i = 0; i < 3; i++) assertEquals(Seats.Place.SEAT, sit(1));
        assertEquals(Seats.Place.GUEST, sit(1));
        assertEquals(Seats.Place.SEAT, sit(2));
        seats.leave(Seats.Place.SEAT, address(1));
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
        for (int i = 0; i < 10; i++) assertEquals(Seats.Place.SEAT, seats.sit(null, InetAddress.getLoopbackAddress()));
        assertEquals(Seats.Place.GUEST, seats.sit(null, InetAddress.getLoopbackAddress()));
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
        int guests = 0;
        while (sit(50) == Seats.Place.GUEST) guests++;
        assertEquals(8, guests);
        assertEquals(64, Limits.DEFAULT.guests());
        seats.leave(Seats.Place.GUEST, address(50));
        assertEquals(Seats.Place.GUEST, sit(50));
    }

    @Test
    void the_fewer_are_left_the_less_time_has_a_new_one() {
        assertEquals(Duration.ofSeconds(10), seats.patience());
        for (int i = 0; i < 5; i++) sit(10 + i);
        assertEquals(Duration.ofSeconds(10), seats.patience());
        for (int i = 0; i < 3; i++) sit(20 + i);
        assertEquals(4000, seats.patience().toMillis(), 1);
        for (int i = 0; i < 2; i++) sit(30 + i);
        assertEquals(Duration.ofSeconds(1), seats.patience());
    }
}
