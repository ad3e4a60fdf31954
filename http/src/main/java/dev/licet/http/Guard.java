package dev.licet.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What a connection is doing and until when it may. Its own thread moves it from phase to phase; the [Watch] ends it
/// when a phase lasts too long. Once it is over nothing more is written, so there is never a second answer.
final class Guard {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final long MOST_DRAINED_BYTES = 1 << 20;

    private final HelidonSocket socket;
    private final Inbox inbox;
    private final Deadlines deadlines;
    private final LongSupplier nanos;
    private final Doorkeeper door;

    private Phase phase = Phase.IDLE;
    private long deadline;
    private Optional<Head> head = Optional.empty();

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        WORK,
        WRITE,
        OVER
    }

    /// @param nanos a clock like [System#nanoTime]
    /// @param door  has the words for refusals
    Guard(HelidonSocket socket, Inbox inbox, Deadlines deadlines, LongSupplier nanos, Doorkeeper door) {
        this.socket = socket;
        this.inbox = inbox;
        this.deadlines = deadlines;
        this.nanos = nanos;
        this.door = door;
        idle();
    }

    /// Nothing of the next request is here yet.
    synchronized void idle() {
        enter(Phase.IDLE, deadlines.idle());
    }

    /// The first byte of a request is here.
    synchronized void readingHead() {
        head = Optional.empty();
        enter(Phase.HEAD, deadlines.head());
    }

    /// The head is here; a body may follow.
    synchronized void readingBody(Head complete) {
        head = Optional.of(complete);
        enter(Phase.BODY, deadlines.body());
    }

    /// The request is here; it is our turn, and nobody hurries us.
    synchronized void working() {
        enter(Phase.WORK, Duration.ZERO);
        deadline = NEVER;
    }

    private void enter(Phase next, Duration atMost) {
        if (phase == Phase.OVER) throw new CloseConnectionException("the connection is over");
        phase = next;
        deadline = nanos.getAsLong() + atMost.toNanos();
    }

    /// Writes to the client, which has to take it within the deadline.
    void write(Runnable writing) {
        Phase before;
        long deadlineBefore;
        synchronized (this) {
            before = phase;
            deadlineBefore = deadline;
            enter(Phase.WRITE, deadlines.write());
        }
        writing.run();
        synchronized (this) {
            if (phase == Phase.OVER) throw new CloseConnectionException("the client took the answer too slowly");
            phase = before;
            deadline = deadlineBefore;
        }
    }

    /// Answers a request that stays outside; the connection goes on.
    void answer(byte[] bytes) {
        write(() -> send(bytes));
    }

    /// Answers the request that is being read with a refusal. The rest of what the client sends is read and dropped
    /// for a moment, or it would get a reset instead of the answer.
    void reject(Trouble trouble) {
        Optional<Head> seen;
        synchronized (this) {
            enter(Phase.OVER, FAREWELL);
            seen = head;
        }
        send(door.refusal(seen, trouble));
        inbox.drain(MOST_DRAINED_BYTES);
    }

    /// Ends the connection if it is late: with an answer if it was still sending a request, else without.
    synchronized void check(long now) {
        if (deadline == NEVER || now - deadline < 0) return;
        boolean sending = phase == Phase.HEAD || phase == Phase.BODY;
        phase = Phase.OVER;
        deadline = sending ? now + FAREWELL.toNanos() : NEVER;
        if (sending) Thread.ofVirtual().name("licet-farewell").start(this::farewell);
        else close();
    }

    private void farewell() {
        try {
            send(door.refusal(head(), Trouble.TOO_SLOW));
        } catch (ServerConnectionException gone) {
            // There is nobody left to tell.
        } finally {
            close();
        }
    }

    private synchronized Optional<Head> head() {
        return head;
    }

    private void send(byte[] bytes) {
        try {
            socket.write(BufferData.create(bytes));
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection broke", e);
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (UncheckedIOException e) {
            // It is closed already, which is all that is wanted.
        }
    }
}
